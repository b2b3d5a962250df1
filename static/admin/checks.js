/* The checks beside the editor: asks for them when the page opens and when it was changed, and shows what comes back. */

// After this long without a change; a closed panel can wait longer.
const QUIET_OPEN = 1200;
const QUIET_CLOSED = 5000;
const NARROW = "(max-width: 49.99rem)";

const panel = document.querySelector("[data-page-checks]");
const form = document.querySelector("[data-edit-form]");

/** The address of the checks: beside that of the preview, which changes when a new page was saved for the first time. */
function address() {
  const preview = document.querySelector("[data-w-preview-url-value]")?.dataset.wPreviewUrlValue;
  return preview?.replace(/preview\/$/, "tjek/");
}

/** Open the tab and the folded sections that a place in the form lies in. */
function uncover(place) {
  const tab = place.closest("[role=tabpanel][hidden]");
  if (tab) document.querySelector(`[role=tab][href="#${CSS.escape(tab.id)}"]`)?.click();
  for (let section = place.closest("[data-panel]"); section; section = section.parentElement.closest("[data-panel]")) {
    const toggle = section.querySelector(":scope > .w-panel__header > [data-panel-toggle]");
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  }
}

function start() {
  const side = panel.closest("[data-side-panel]");
  const spoken = document.querySelector("[data-page-checks-spoken]");
  const toggle = document.querySelector('[data-side-panel-toggle="checks"] [data-side-panel-toggle-counter]');
  let timer = 0;
  let request = null;

  function show(html) {
    panel.innerHTML = html;
    const result = panel.querySelector("[data-found]");
    if (!result) return;
    for (const name of ["words", "minutes", "lix"]) {
      side.querySelector(`[data-page-checks-${name}]`).textContent = result.dataset[name];
    }
    if (toggle) {
      toggle.textContent = result.dataset.found;
      toggle.hidden = result.dataset.found === "0";
    }
    // Only a change is told, and only beside the open panel.
    if (!side.hidden && spoken.textContent !== result.dataset.spoken) spoken.textContent = result.dataset.spoken;
  }

  async function ask() {
    const url = address();
    if (!url) return;
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(url, { method: "POST", body: new FormData(form), signal });
      const known = answer.ok || answer.status === 422;
      // A sign-in page instead of an answer means the session is over: the editor tells of that itself.
      if (!known || answer.redirected) throw new Error(String(answer.status));
      show(await answer.text());
    } catch {
      if (!signal.aborted) panel.textContent = panel.dataset.lost;
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, side.hidden ? QUIET_CLOSED : QUIET_OPEN);
  }

  panel.addEventListener("click", (event) => {
    const link = event.target.closest("[data-page-checks-go]");
    const place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    event.preventDefault();
    // On a phone the panel lies over the text.
    if (matchMedia(NARROW).matches) document.querySelector("[data-form-side-close-button]")?.click();
    uncover(place);
    place.scrollIntoView({ block: "center" });
    const inside = "input:not([type=hidden]), textarea, [contenteditable=true], button";
    const target = place.matches(inside) ? place : place.querySelector(inside);
    target?.focus({ preventScroll: true });
  });

  document.addEventListener("w-unsaved:add", later);
  // What is typed before the editor has taken its first look at the form counts for it as unchanged.
  form.addEventListener("input", later);
  side.addEventListener("show", ask);
  // Before that, the editor puts its fields together.
  if (document.readyState === "complete") ask();
  else window.addEventListener("load", ask);
}

if (panel && form) start();
