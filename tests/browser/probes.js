// Questions asked of a page from outside: each returns a list of sentences about what is wrong, empty when nothing is.
window.probes = (() => {
  const name = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ");
    const place = element.className && typeof element.className === "string" ? `.${element.className}` : "";
    return `<${element.localName}${place}> “${words.slice(0, 40)}”`;
  };
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) &&
    element.getClientRects().length > 0;
  const FOCUSABLE =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, video[controls], [tabindex]:not([tabindex^='-'])";
  const focusable = () => [...document.querySelectorAll(FOCUSABLE)].filter((one) => shown(one) && !one.disabled);

  function headings() {
    const wrong = [];
    const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")].filter(shown);
    const levels = all.map((one) => Number(one.getAttribute("aria-level") || one.localName[1]));
    if (levels.filter((level) => level === 1).length !== 1) wrong.push(`h1: ${levels.filter((l) => l === 1).length}`);
    levels.forEach((level, i) => {
      if (level > (levels[i - 1] || 0) + 1) wrong.push(`h${level} after h${levels[i - 1] || 0}: ${name(all[i])}`);
      if (!all[i].textContent.trim()) wrong.push(`empty heading ${name(all[i])}`);
    });
    return wrong;
  }

  // WCAG 2.5.8. Only its exception for targets in a sentence is granted, not the one for space around them.
  function targets() {
    const inSentence = (one) => {
      if (getComputedStyle(one).display !== "inline") return false;
      const block = one.closest("p, li, dd, dt, td, address, figcaption, blockquote, h1, h2, h3, label");
      if (!block) return false;
      const rest = block.cloneNode(true);
      rest.querySelectorAll("a, button, .vh").forEach((each) => each.remove());
      return /[\p{L}\p{N}]/u.test(rest.textContent);
    };
    return focusable()
      .filter((one) => !one.matches(".skip"))
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return (box.width < 23.99 || box.height < 23.99) && !inSentence(one);
      })
      .map((one) => {
        const box = one.getBoundingClientRect();
        return `${Math.round(box.width)}×${box.height.toFixed(1)} px: ${name(one)}`;
      });
  }

  function sideways() {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")]
      .filter((one) => shown(one) && one.getBoundingClientRect().right > root.clientWidth + 0.5)
      .slice(-2);
    return [`${root.scrollWidth} px wide in ${root.clientWidth}: ${wide.map(name).join(", ")}`];
  }

  // Text that its own box cuts off; what is meant for the ear alone is left out.
  function cutOff() {
    return [...document.querySelectorAll("body *")]
      .filter((one) => !one.closest(".vh, svg, video, img") && shown(one) && one.textContent.trim())
      .filter((one) => {
        const style = getComputedStyle(one);
        const hides = (value) => value === "hidden" || value === "clip";
        return (
          (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1) ||
          (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1)
        );
      })
      .map((one) => `cut off: ${name(one)}`);
  }

  // Styles set past the page's policy, which forbids any in the page; one replaces the other.
  function restyle(rules) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }

  function plain() {
    restyle("");
    document.querySelectorAll("details.menu").forEach((one) => one.removeAttribute("open"));
  }

  // WCAG 1.4.12
  function spaceOut() {
    restyle(
      "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }" +
        " p { margin-block-end: 2em !important }",
    );
  }

  function enlarge() {
    restyle("html { font-size: 200% !important }");
  }

  function openMenu() {
    document.querySelectorAll("details.menu").forEach((one) => one.setAttribute("open", ""));
  }

  // What is stated of the element that has the focus now, or null when nothing has it.
  function focus() {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return null;
    one.getAnimations().forEach((animation) => animation.finish());
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const wrong = [];
    if (!one.matches(":focus-visible")) wrong.push("is not :focus-visible");
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("has no outline");
    if (/^rgba\(.*, 0\)$|^transparent$/.test(style.outlineColor)) wrong.push("has an outline that is not seen");
    const inWindow = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!inWindow) wrong.push("is outside the window");
    else {
      const rect = [...one.getClientRects()].find((r) => r.width && r.bottom > 0 && r.top < innerHeight) || box;
      const x = Math.min(Math.max(rect.left + rect.width / 2, 0), innerWidth - 1);
      const y = Math.min(Math.max(rect.top + rect.height / 2, 0), innerHeight - 1);
      const top = document.elementFromPoint(x, y);
      if (top && !one.contains(top) && !top.contains(one)) wrong.push(`lies behind ${name(top)}`);
    }
    return { order: focusable().indexOf(one), words: one.textContent.trim(), wrong: wrong.map((what) => `${name(one)} ${what}`) };
  }

  function unseenFocus() {
    const stop = focus();
    return stop ? stop.wrong : ["nothing has the focus"];
  }

  // Called when the focus stands on the first stop, or after a walk through them all.
  function skipLinks() {
    const links = [...document.querySelectorAll("a.skip")].map((one) => [one.textContent.trim(), one.hash.slice(1)]);
    const wanted = [["Spring til indhold", "indhold"]];
    if (document.getElementById("kontakt")) wanted.push(["Spring til kontakt", "kontakt"]);
    const wrong = JSON.stringify(links) === JSON.stringify(wanted) ? [] : [`skip links: ${JSON.stringify(links)}`];
    links.filter(([, id]) => !document.getElementById(id)).forEach(([, id]) => wrong.push(`no #${id} to skip to`));
    const walked = (window.stops || [focus()]).filter(Boolean).map((stop) => stop.words);
    wanted.slice(0, walked.length).forEach(([words], i) => {
      if (walked[i] !== words) wrong.push(`stop ${i + 1} is “${walked[i]}”, not “${words}”`);
    });
    return wrong;
  }

  // Notes every stop of the Tab key by itself, so that a walk needs no question at each.
  function followFocus() {
    window.stops = [];
    document.addEventListener("focusin", () => window.stops.push(focus()));
  }

  // How often Tab leads to another stop; a film's own buttons are stops as well.
  function presses() {
    return focusable().length + 12 * document.querySelectorAll("video[controls]").length;
  }

  function stops() {
    const wrong = window.stops.filter(Boolean).flatMap((stop) => stop.wrong);
    const reached = new Set(window.stops.filter(Boolean).map((stop) => stop.order));
    focusable().forEach((one, i) => {
      if (!reached.has(i)) wrong.push(`${name(one)} is not reached`);
    });
    const orders = window.stops.filter(Boolean).map((stop) => stop.order).filter((order) => order >= 0);
    // Behind the last stop the walk begins again with the first.
    const inOrder = orders.slice(0, orders.indexOf(0, 1) > 0 ? orders.indexOf(0, 1) : orders.length);
    if (inOrder.some((order, i) => i && order < inOrder[i - 1])) wrong.push(`order ${inOrder.join(" ")}`);
    return [...new Set(wrong)];
  }

  function invisibleText() {
    const sample = document.body.appendChild(document.createElement("i"));
    sample.style.backgroundColor = "Canvas";
    const canvas = getComputedStyle(sample).backgroundColor;
    sample.remove();
    return [...document.querySelectorAll("main *, footer *, header *")]
      .filter((one) => shown(one) && [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
      .filter((one) => !one.closest(".vh"))
      .filter((one) => {
        const style = getComputedStyle(one);
        let behind = one;
        while (behind && /, 0\)$|^transparent$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
        const back = behind ? getComputedStyle(behind).backgroundColor : canvas;
        return style.color === back || parseFloat(style.opacity) === 0;
      })
      .map((one) => `not seen: ${name(one)}`);
  }

  // Runs that last, in the element or in what is drawn before and after it, and scrolling that glides.
  function motion() {
    const found = [];
    const seconds = (value) => Math.max(...value.split(",").map(parseFloat));
    for (const one of document.querySelectorAll("html, body *")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(one, part);
        if (seconds(style.transitionDuration) > 0.01) found.push(`${name(one)}${part || ""} has a transition`);
        if (style.animationName !== "none" && seconds(style.animationDuration) > 0.01) found.push(`${name(one)} moves`);
      }
    }
    if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") found.push("scrolling glides");
    return found;
  }

  async function stored() {
    const found = [];
    if (localStorage.length) found.push("local storage");
    if (sessionStorage.length) found.push("session storage");
    if ((await indexedDB.databases()).length) found.push("IndexedDB");
    if ((await caches.keys()).length) found.push("cache storage");
    if ((await navigator.serviceWorker.getRegistrations()).length) found.push("service worker");
    return found;
  }

  return {
    ...{ headings, targets, sideways, cutOff, invisibleText, motion, stored },
    ...{ plain, spaceOut, enlarge, openMenu },
    ...{ unseenFocus, skipLinks, followFocus, presses, stops },
  };
})();
