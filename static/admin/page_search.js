// “Change a page”: the pages appear while one types. Without this script the field is an ordinary form.
const PAUSE = 150;

function connect(form) {
  const field = form.querySelector("input[type=search]");
  const place = form.querySelector("[data-found]");
  let timer = 0;
  let asked = "";

  async function look() {
    const words = field.value.trim();
    if (words === asked) return;
    asked = words;
    if (!words) {
      place.replaceChildren();
      return;
    }
    const address = `${form.action}?${new URLSearchParams({ q: words, liste: "1" })}`;
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      // A slow answer must not take the place of a newer one; one that leads to signing in is no list.
      if (!answer.ok || answer.redirected || words !== asked) return;
      const list = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (words === asked) place.replaceChildren(...list.body.childNodes);
    } catch {
      // Offline: Enter still asks the ordinary way, and says so.
    }
  }

  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE);
  });
}

document.querySelectorAll("[data-page-search]").forEach(connect);
