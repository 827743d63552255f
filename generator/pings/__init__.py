"""What changed in the published site -> hubs of WebSub, and search engines by IndexNow."""
