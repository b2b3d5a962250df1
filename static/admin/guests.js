// Buttons that copy a mail with its format, and that print. Without the right to copy, the text is marked instead.
function mark(box) {
  const selection = window.getSelection();
  selection.selectAllChildren(box);
  box.focus();
}

async function copy(box) {
  const plain = new Blob([box.innerText], { type: "text/plain" });
  const formatted = new Blob([box.innerHTML], { type: "text/html" });
  const parts = box.dataset.guestsCopyBox === "html" ? { "text/plain": plain, "text/html": formatted } : { "text/plain": plain };
  await navigator.clipboard.write([new ClipboardItem(parts)]);
}

document.querySelectorAll("[data-guests-copy]").forEach((part) => {
  const box = part.querySelector("[data-guests-copy-box]");
  const button = part.querySelector("button");
  const said = part.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copy(box);
      said.textContent = part.dataset.copied;
    } catch {
      mark(box);
      said.textContent = part.dataset.marked;
    }
  });
});

document.querySelectorAll("[data-guests-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
