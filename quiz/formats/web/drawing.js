// Making elements: every text is set as text, and what is HTML comes from the page's templates.

const DATA = JSON.parse(document.getElementById("data").textContent);
const WORDS = DATA.words;

// An element with its attributes, `on` what happens, and its children; texts become text.
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") {
      for (const [event, does] of Object.entries(value)) made.addEventListener(event, does);
    } else if (key === "checked" || key === "value" || key === "open" || key === "selected") {
      made[key] = value ?? false;
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((each) => each !== null && each !== undefined && each !== ""));
  return made;
}

// A piece of what was drawn for a question: "asked", "explanation" or "sources".
function drawn(question, piece) {
  const template = document.getElementById(`drawn-${question.number}`);
  return document.importNode(template.content.querySelector(`.${piece}`), true);
}

const button = (text, does, look = "") => el("button", { type: "button", class: look, on: { click: does } }, text);

// A key's name, as it is shown on a button.
const keycap = (name) => el("kbd", { "aria-hidden": "true" }, name);

const SIGNS = { [RIGHT]: "is-right", [PARTLY]: "is-partly", [WRONG]: "is-wrong", [OTHER]: "is-other" };

