// The keys of the page, and its beginning.

function showKeys() {
  const rows = WORDS.keys.map(([key, does]) =>
    el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, does)),
  );
  const takes = el("input", {
    type: "checkbox",
    id: "takes-keys",
    checked: page.takesKeys,
    on: { change: () => (page.takesKeys = takes.checked) },
  });
  keys.replaceChildren(
    el("h2", { id: "keys-title" }, say("keysTitle")),
    el("table", {}, el("tbody", {}, ...rows)),
    el("p", {}, el("label", { class: "option" }, takes, el("span", { class: "text" }, say("takesKeys")))),
    el("p", { class: "ways" }, button(say("close"), () => keys.close(), "main")),
  );
  keys.querySelector("button").autofocus = true;
  keys.showModal();
}

document.getElementById("show-keys").addEventListener("click", showKeys);

// Whether an element takes letters itself.
const isTypedIn = (element) => element.matches("input[type=text], select, textarea");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open) return;
  const { target } = event;
  const isOurs = target.matches("select") ? event.key === "?" : event.key === "Enter" && target.id === "typed";
  if (isTypedIn(target) && !isOurs) return;
  if (takesKey(event)) event.preventDefault();
});

// Do what a key does; returns whether it does anything.
function takesKey(event) {
  const { key, target } = event;
  const isSingle = key.length === 1 && key !== " ";
  if (isSingle && !page.takesKeys) return false;
  if (key === "?") return showKeys(), true;
  if (page.answering) return takesAnswer(event);
  if (page.round && main.classList.contains("answer")) {
    const isElsewhere = target.matches("button, a, summary");
    if (key === "Enter" && !isElsewhere) return onward(), true;
    if (key === "e") return toggleMore(), true;
    if (key === "p" && page.at) return go(page.at - 1), true;
    if (key === "Escape" && page.round.over) return showEnd(), true;
  }
  if (main.classList.contains("end")) {
    const isElsewhere = target.matches("button, a, summary");
    if (key === "Enter" && !isElsewhere) return main.querySelector("button.main").click(), true;
    if (key === "n") return showFirst(), true;
    if ("123456789".includes(key) && key <= page.round.slots.length) return review(key - 1), true;
  }
  if (key === "Escape" && main.classList.contains("first") && lastRound()) return showLast(), true;
  if (main.classList.contains("first") && key === "Enter" && !target.matches("button, a, input")) {
    return main.querySelector("form").requestSubmit(), true;
  }
  return false;
}

function takesAnswer(event) {
  const { key, target } = event;
  const bar = target.closest(".certainties");
  if (key === "Enter" && !bar && !target.matches(".ways *, .move, a, #show-keys")) return complete(), true;
  if ("123".includes(key)) {
    const isReady = page.isComplete || (page.answering.isOne && page.answering.response() !== null);
    if (isReady) sureOf(Number(key));
    else if (missing()) refuse(missing());
    else tell(page.answering.unfinished());
    return true;
  }
  if (bar) {
    if (key === "ArrowLeft" || key === "ArrowRight") {
      return moveFocus([...bar.querySelectorAll("button")], key === "ArrowRight" ? 1 : -1), true;
    }
    if (key === "ArrowUp" || key === "Escape") return page.answering.focus(), true;
  }
  if (key === "x") return skip(), true;
  if (key === "p") return page.at && go(page.at - 1), true;
  if (key === "Escape" && page.round.over) return showEnd(), true;
  return page.answering.key(event);
}

function toggleMore() {
  const more = main.querySelector(".rest");
  more.open = !more.open;
  if (more.open) more.scrollIntoView({ block: "nearest" });
}

platform.resumes() || showFirst();
