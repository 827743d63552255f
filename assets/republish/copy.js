// The buttons of the page from which others copy an article. They show where a browser lets scripts write to the clipboard;
// elsewhere the text is selected and copied as any other. Nothing is sent, and nothing is counted.

for (const place of navigator.clipboard ? document.querySelectorAll(".copy") : []) {
  const text = place.previousElementSibling;
  const status = place.querySelector("[role=status]");
  place.querySelector("button").addEventListener("click", async () => {
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = place.dataset.copied;
    } catch {
      text.select();
      status.textContent = place.dataset.failed;
    }
  });
  place.hidden = false;
}
