// What a question is answered with: one for each kind, with its keys.
//
// Each has its `element` and its `hint`; `isOne`, if a pick is the whole answer; `draft()`, what there is so
// far, to come back to; `response()`, null until it is whole; `warning()`, what is missing, and perhaps
// `open()`, the line that lacks it; `unfinished()`, what to do before saying how sure; `enter()`, what Enter
// does before the answer counts as complete; `key(event)`, whether it took a key; and `focus()`.

const LETTER = "abcdefghijklmnopqrstuvwxyz";

function answering(slot, asked, changed) {
  const { kind } = slot.question;
  if (kind === "sort") return sorting(slot, changed);
  if (kind === "order") return ordering(slot, changed);
  if (kind === "spot") return spotting(slot, asked, changed);
  if (kind === "short") return typingIn(slot, changed);
  return choosing(slot, changed);
}

const letterOf = (event) => (event.key.length === 1 ? LETTER.indexOf(event.key.toLowerCase()) : -1);
const STEPS = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 };
const stepOf = (event) => STEPS[event.key];
const isVertical = (event) => ["ArrowDown", "ArrowUp", "j", "k"].includes(event.key);

// Move the focus among some elements, from the one that has it; at first to the first.
function moveFocus(elements, by) {
  const at = elements.indexOf(document.activeElement);
  const to = at < 0 ? (by > 0 ? 0 : elements.length - 1) : at + by;
  elements[Math.max(0, Math.min(to, elements.length - 1))].focus();
}

// --- `short`: a line to type on

function typingIn({ draft }, changed) {
  const input = el("input", {
    type: "text",
    id: "typed",
    class: "typed",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    value: draft ?? "",
    on: { input: changed },
  });
  const isLong = () => [...input.value].length > LONGEST_LINE;
  return {
    element: el("p", { class: "line" }, input),
    hint: sayTo("hintShort"),
    draft: () => input.value,
    response: () => (single(input.value) && !isLong() ? wellFormed(input.value) : null),
    warning: () => (isLong() ? say("tooLong", { most: LONGEST_LINE }) : say("typeFirst")),
    unfinished: () => say("enterFirst"),
    focus: () => input.focus(),
    enter() {},
    key: () => false,
  };
}
