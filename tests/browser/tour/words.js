// Every text that the page shows or says or holds ready: a list of [text, where].
() => {
  const found = new Map();
  const content = [
    "script, style, noscript, textarea, iframe, code, pre, kbd, svg title, [contenteditable=true]",
    // A mail as it goes out; the handbook; a page type by its name in the code; a button of a mode of the picker that isn't used.
    ".guests-letter__text, .app-label, .xdsoft_save_selected, .handbook",
    // Hidden until there is something to count.
    ".w-side-panel-toggle__counter",
  ].join();
  const attributes = [
    "title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-tippy-content",
    "data-w-tooltip-content-value", "data-w-progress-active-value", "data-clicked-text",
  ];
  const add = (text, element) => {
    const plain = (text || "").trim().replace(task, "");
    if (/\p{L}/u.test(plain) && !found.has(plain)) {
      const place = [element.tagName.toLowerCase(), element.id && `#${element.id}`, `${element.className?.baseVal ?? element.className}`.trim().replace(/\s+/g, ".")];
      found.set(plain, place.filter(Boolean).join(" ").slice(0, 80));
    }
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.closest(content)) continue;
      for (const name of attributes) if (element.hasAttribute(name)) add(element.getAttribute(name), element);
      if (element.matches("input[type=submit], input[type=button], input[type=reset]")) add(element.value, element);
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) add(node.data, element);
      if (element instanceof HTMLTemplateElement) walk(element.content);
    }
  };
  // The handbook is written in Danish; its task's title stands elsewhere on the page, too.
  const heading = document.querySelector(".handbook") && document.querySelector("h1");
  const task = heading ? heading.textContent.trim() : "";
  walk(document);
  return [...found];
}
