/* An import under way: says how far it is, and shows what comes next as soon as it is there. */

const ASK_EVERY = 1500;
const box = document.querySelector("[data-moving]");

async function ask() {
  const answer = await fetch(window.location.href, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const { atWork, done, total } = await answer.json();
  if (!atWork) {
    window.location.reload();
    return;
  }
  if (total) {
    const bar = box.querySelector("progress");
    bar.max = total;
    bar.value = done;
    const said = box.querySelector("[data-said]");
    said.textContent = said.dataset.of.replace("{done}", done).replace("{total}", total);
  }
  window.setTimeout(tryAgain, ASK_EVERY);
}

function tryAgain() {
  ask().catch(() => window.setTimeout(tryAgain, ASK_EVERY * 4));
}

if (box) window.setTimeout(tryAgain, ASK_EVERY);
