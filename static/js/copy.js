// Gives each citation a button that copies it. Without this file, or the right to copy, a click still marks all of it.
function offer(citation) {
  const tools = document.createElement("p");
  const button = document.createElement("button");
  const said = document.createElement("span");
  tools.className = "citation__tools";
  button.className = "citation__copy";
  button.type = "button";
  button.textContent = citation.dataset.copy;
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(citation.textContent);
    said.textContent = citation.dataset.copied;
  });
  tools.append(button, said);
  citation.after(tools);
}

if (navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach(offer);
}
