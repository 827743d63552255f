"""Articles -> the index that readers' browsers search, by Pagefind."""
