// Picking: options to tick, and words in a passage.

// --- `choice` and `multi`: buttons to tick

function choosing({ question, order, draft }, changed) {
  const isOne = question.kind === "choice";
  const inputs = order.map((n) =>
    el("input", {
      type: isOne ? "radio" : "checkbox",
      name: "option",
      value: n,
      checked: draft?.includes(n),
      on: { change: changed },
    }),
  );
  const rows = inputs.map((input, at) =>
    el(
      "label",
      { class: "option" },
      input,
      el("span", { class: "letter", "aria-hidden": "true" }, LETTER[at]),
      el("span", { class: "text" }, question.entries[order[at]].text),
    ),
  );
  const picked = () => order.filter((_, at) => inputs[at].checked).sort((a, b) => a - b);
  const toggle = (input) => {
    input.checked = isOne || !input.checked;
    input.focus();
    changed();
  };
  return {
    element: el("div", { class: "options", role: isOne ? "radiogroup" : "group" }, ...rows),
    hint: isOne ? sayTo("hintChoice") : question.pick ? sayTo("hintPick", { n: question.pick }) : sayTo("hintMulti"),
    isOne,
    draft: picked,
    response: () => (picked().length ? picked() : null),
    warning: () => sayTo(isOne ? "pickFirst" : "tickFirst"),
    unfinished: () => say("enterWhenAll"),
    focus: () => (inputs.find((each) => each.checked) ?? inputs[0]).focus(),
    // Enter picks what is under the cursor where nothing is picked.
    enter() {
      const at = inputs.indexOf(document.activeElement);
      if (at >= 0 && !picked().length) toggle(inputs[at]);
    },
    key(event) {
      const at = letterOf(event);
      if (at >= 0 && at < inputs.length) {
        toggle(inputs[at]);
        return true;
      }
      const by = stepOf(event);
      if (!by) return false;
      // From elsewhere, back to what is picked, which stays.
      if (picked().length && !inputs.includes(document.activeElement)) {
        inputs.find((each) => each.checked).focus();
        return true;
      }
      moveFocus(inputs, by);
      if (isOne) toggle(document.activeElement);
      return true;
    },
  };
}

// --- `spot`: the parts of the passage, which are buttons already where they can be picked

const passageOf = (asked) => asked.querySelector(".part").closest("figure, .parts");

function spotting({ question, draft }, asked, changed) {
  const passage = passageOf(asked);
  const buttons = [...passage.querySelectorAll(".part")];
  const numberOf = (button) => Number(button.dataset.part);
  const isOne = question.key.length === 1;
  const isPicked = (button) => button.getAttribute("aria-pressed") === "true";
  const set = (button, to) => button.setAttribute("aria-pressed", String(to));
  const toggle = (button) => {
    const to = !isPicked(button);
    if (isOne) buttons.forEach((each) => set(each, false));
    set(button, to);
    changed();
  };
  for (const button of buttons) {
    set(button, Boolean(draft?.includes(numberOf(button))));
    button.addEventListener("click", () => toggle(button));
  }
  const picked = () => buttons.filter(isPicked).map(numberOf);
  return {
    element: passage,
    hint: isOne ? sayTo("hintSpotOne") : question.pick ? sayTo("hintSpotPick", { n: question.pick }) : sayTo("hintSpot"),
    isOne,
    draft: picked,
    response: () => (picked().length ? picked() : null),
    warning: () => sayTo(isOne ? "spotOneFirst" : "spotFirst"),
    unfinished: () => say("enterWhenAll"),
    focus: () => (buttons.find(isPicked) ?? buttons[0]).focus(),
    enter() {
      const button = document.activeElement;
      if (buttons.includes(button) && (isOne ? !isPicked(button) : !picked().length)) toggle(button);
    },
    key(event) {
      const { activeElement } = document;
      if (event.key === " " && buttons.includes(activeElement)) {
        toggle(activeElement);
        return true;
      }
      const by = stepOf(event);
      if (by) moveFocus(buttons, by);
      return Boolean(by);
    },
  };
}
