// Saving all answers in a file, and carrying on from one.

const LARGEST = 16_000_000;

function saving() {
  const name = el("input", {
    type: "text",
    id: "name",
    maxlength: LONGEST_NAME,
    autocomplete: "name",
    value: page.name,
    on: { input: () => noteName(name.value) },
  });
  const told = el("p", { class: "saved", role: "status" });
  const why = el("p", { class: "small" }, saveWhy());
  const save = (event) => {
    event.preventDefault();
    if (!single(page.name) && !page.isAsked) {
      page.isAsked = true;
      name.focus();
      return tellIn(told, say("nameless"), "asks-back");
    }
    tellIn(told, saveFile());
    why.textContent = saveWhy();
  };
  return el(
    "form",
    { class: "saving", on: { submit: save } },
    el("h3", {}, say("save")),
    el("label", { for: "name" }, say("yourName")),
    name,
    el("p", { class: "ways" }, el("button", { type: "submit" }, say("saveFile"))),
    told,
    why,
  );
}

const saveWhy = () => (page.file ? say("savedWhy", { file: page.file }) : say("saveWhy"));

// Tell something in a line where it is seen; `look` is for what went another way than well.
function tellIn(line, text, look = "") {
  line.className = `saved ${look}`;
  line.textContent = text;
  line.scrollIntoView({ block: "nearest" });
}

// Note the reader's name, which stands on paper, too.
function noteName(name) {
  page.name = name;
  for (const each of main.querySelectorAll(".whose")) each.textContent = name;
}

// A field for a file that was saved before, to carry on with its reader and its rounds.
function opening() {
  const told = el("p", { class: "saved", role: "status" });
  const file = el("input", { type: "file", id: "earlier" });
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return; // they thought better of it
    const found = chosen.size > LARGEST ? null : readHandIn(await chosen.text());
    if (!found) {
      return tellIn(told, say("notOurs", { file: chosen.name }), "asks-back");
    }
    const here = new Set(page.rounds.map((round) => round.id));
    page.earlier = found.rounds.filter((round) => !here.has(round.id));
    page.reader = found.reader;
    page.name ||= found.name;
    if (page.file) {
      // What is in that one isn't all any more, and has another reader.
      page.isSaved = false;
      page.file = "";
    }
    // What was missed in the file can be taken again. A large one may be read only after a round has begun.
    main.querySelector(".choose")?.replaceWith(choosingRound());
    main.querySelector(".how-far")?.replaceWith(soFar());
    main.querySelector(".saving")?.replaceWith(saving());
    tellIn(told, sayN(found.rounds.length, "carriedOn", { file: chosen.name }));
  });
  return el(
    "div",
    { class: "opening" },
    el("p", {}, el("label", { for: "earlier" }, say("carryOn")), file),
    told,
  );
}

// Save all rounds in a file; returns what to tell.
function saveFile() {
  const rounds = page.rounds.filter((round) => answeredOf(round.slots).length);
  const made = handIn(page.earlier, rounds, page.reader, page.name, new Date());
  // Not as JSON, since some browsers would add the ending of that.
  const type = "application/octet-stream";
  const file = new Blob([`${JSON.stringify(made)}\n`], { type });
  const link = el("a", { href: URL.createObjectURL(file), download: fileName(made) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  page.isSaved = true;
  page.file = fileName(made);
  return `${say("savedAs", { file: fileName(made) })} ${say("checkWord", { word: made.check })}`;
}

addEventListener("beforeunload", (event) => {
  if (!page.isSaved) event.preventDefault();
});
