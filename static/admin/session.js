/* Watches over the session while a page of the admin stands open: warns before it ends, and when it has ended keeps
   what was written in the page until its user has signed in again in another tab. */

const script = document.querySelector("script[data-session-watch]");
const said = script.dataset;
// At most two minutes, and no less than a third of the time, are left when the warning comes.
const warning = Math.min(120, Number(said.idle) / 3);
const whileEnded = 5000;
let user = null;
let notice = null;
let timer = 0;
// Until then the server takes what the page sends; it may be later by now, never sooner.
let endsAt = Date.now() + Number(said.idle) * 500;

/** Show a sentence above everything, with a link or a button where there is something to do. */
function tell(kind, text, action) {
  if (notice?.dataset.kind === kind) return;
  notice?.remove();
  notice = document.createElement("div");
  notice.className = "session-notice";
  notice.dataset.kind = kind;
  notice.setAttribute("role", kind === "back" ? "status" : "alert");
  const sentence = document.createElement("p");
  sentence.textContent = text;
  notice.append(sentence);
  if (action) notice.append(action);
  document.body.append(notice);
  // Below the header that stays at the top of the window; the buttons at its foot stay in reach.
  const header = document.querySelector(".w-slim-header")?.getBoundingClientRect();
  notice.style.insetBlockStart = `${Math.max(0, header?.bottom ?? 0)}px`;
}

function hush() {
  notice?.remove();
  notice = null;
}

function signInLink() {
  const link = document.createElement("a");
  link.className = "button";
  link.href = said.login;
  link.target = "_blank";
  link.textContent = said.signIn;
  return link;
}

function stayButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = said.stay;
  button.addEventListener("click", async () => {
    hush();
    await fetch(said.keep, { method: "POST", headers: { "X-CSRFToken": window.wagtailConfig?.CSRF_TOKEN ?? "" } });
    check();
  });
  return button;
}

/** Signing in makes a new token: give it to every form of the page, and to Wagtail's own requests. */
function renewTokens(token) {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
}

/** Let Wagtail save what it could not, and ask again who else is at the page. */
function goOn() {
  const form = document.querySelector("form[data-edit-form]");
  form?.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  document.dispatchEvent(new Event("visibilitychange"));
}

function next(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(check, milliseconds);
}

/** Ask the server how things are, show it, and return whether what the page sends now would be taken. */
async function check() {
  let state;
  try {
    const answer = await fetch(said.state, { headers: { Accept: "application/json" } });
    state = await answer.json();
  } catch {
    // The network is away; Wagtail says so, and it isn't for us to decide.
    next(30000);
    return true;
  }
  if (!state.signed_in) {
    tell("ended", said.ended, signInLink());
    next(whileEnded);
    return false;
  }
  if (user !== null && state.user !== user) {
    tell("other", said.other, signInLink());
    next(whileEnded);
    return false;
  }
  user = state.user;
  endsAt = Date.now() + state.seconds * 1000;
  const wasEnded = notice?.dataset.kind === "ended" || notice?.dataset.kind === "other";
  renewTokens(state.csrf);
  if (wasEnded) {
    tell("back", said.back);
    setTimeout(() => notice?.dataset.kind === "back" && hush(), 8000);
    goOn();
  }
  if (state.seconds > warning) {
    if (notice?.dataset.kind === "soon") hush();
    next((state.seconds - warning) * 1000 + 500);
  } else {
    if (!wasEnded) tell("soon", said.soon, state.can_stay ? stayButton() : null);
    next(Math.max(1000, state.seconds * 1000 + 500));
  }
  return true;
}

/* A form that is sent while one is signed out would take what was written along, to the page for signing in. */
let letThrough = false;

function hold(event, form, again) {
  const known = Date.now() < endsAt && !["ended", "other"].includes(notice?.dataset.kind);
  if (letThrough || known || form?.method !== "post") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  check().then((taken) => {
    letThrough = taken;
    if (taken) again();
    letThrough = false;
  });
}

function watch() {
  const capture = { capture: true };
  document.addEventListener("submit", (event) => hold(event, event.target, () => event.target.requestSubmit(event.submitter)), capture);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[type=submit], input[type=submit]");
    if (button) hold(event, button.form, () => button.click());
  }, capture);
  // Wagtail could not save by itself: perhaps one is signed out.
  document.addEventListener("w-autosave:error", () => check());
  addEventListener("focus", () => check());
  document.addEventListener("visibilitychange", (event) => {
    if (event.isTrusted && document.visibilityState === "visible") check();
  });
  check();
}

// The pages for signing in have no menu, and nothing to lose.
if (document.getElementById("wagtail-sidebar")) watch();
