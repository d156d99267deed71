// Typed answers, judged as quiz/bank/typed does it, from its tables, which are in the data.

let tables = null;

// The tables of the bank, with their expressions compiled at the first typed answer.
function typing() {
  if (tables) return tables;
  const given = DATA.typing;
  const compiled = ([source, flags]) => new RegExp(source, flags);
  const whole = ([source, flags]) => new RegExp(`^(?:${source})$`, flags.replace("g", ""));
  const map = (pairs) => new Map(Object.entries(pairs));
  tables = {
    ...given,
    keyboard: map(given.keyboard),
    folds: map(given.folds),
    zeros: [...given.zeros].map((each) => each.codePointAt(0)),
    levels: new RegExp(`^[${given.levels}]`, "u"),
    fractions: new RegExp(`^[${given.fractions}]$`, "u"),
    letters: new RegExp(`^(?:'|\\p{M}|(?![${given.ideographs}])\\p{L})*$`, "u"),
    article: given.article && compiled(given.article),
    rules: given.rules.map(([pattern, instead]) => [compiled(pattern), instead]),
    british: given.british.map(([pattern, instead]) => [compiled(pattern), instead]),
    forms: given.forms.map(([pattern, between, point]) => [whole(pattern), between, point]),
    wholly: { bracketed: whole(given.expressions.bracketed), fraction: whole(given.expressions.fraction) },
  };
  for (const [name, pattern] of Object.entries(given.expressions)) tables[name] = compiled(pattern);
  return tables;
}

// --- Spelling, as in spelling.py and text.py

const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const WORD = "[\\p{L}\\p{N}_]";

const split = (text) => text.split(SPACES).filter(Boolean);
const single = (text) => split(text).join(" ");
const translated = (text) => [...text].map((each) => typing().keyboard.get(each) ?? each).join("");

// Whether an expression, which has the flag g, is found anywhere.
const has = (pattern, text) => text.search(pattern) >= 0;

function oneCharacter(character) {
  if (character <= "\x7f") return character;
  if (/\p{Nd}/u.test(character)) {
    const code = character.codePointAt(0);
    const zero = typing().zeros.findLast((each) => each <= code);
    return String(code - zero);
  }
  if (typing().levels.test(character)) return character;
  const plain = character.normalize("NFKC");
  return plain.startsWith(" ") && plain !== " " ? character : plain;
}

function oneForm(text) {
  if (/[^\x00-\x7f]/.test(text)) {
    const seen = text.replace(typing().invisible, "");
    text = [...seen].map(oneCharacter).join("").normalize("NFC");
  }
  return single(text);
}

function folded(text) {
  const lower = [...oneForm(text)].map((each) => typing().folds.get(each) ?? each.toLowerCase());
  return lower.join("").replaceAll("i\u0307", "i").normalize("NFC");
}

const level = (text) => translated(text.normalize("NFKC").replaceAll("\u2044", "/"));

function onKeyboard(text) {
  const { raised, lowered, fractions, paired } = typing();
  const plain = oneForm(translated(text));
  const above = plain.replace(raised, (found) => `^${level(found)}`);
  const below = above.replace(lowered, (found) => `_${level(found)}`);
  const whole = [...below].map((each) => (fractions.test(each) ? ` ${level(each)}` : each)).join("");
  return single(whole).replace(paired, '"$2"');
}

function withoutAtEnd(text, marks) {
  const characters = [...text];
  while (characters.length && marks.includes(characters.at(-1))) characters.pop();
  return characters.join("");
}

// A text without one layer of meaningless marks around it.
function bare(text) {
  text = text.trim().replace(/^[¿¡]+/u, "");
  if (/^"[^"]*"$/u.test(text)) return text.slice(1, -1);
  const bracketed = typing().wholly.bracketed.exec(text);
  if (bracketed) return bracketed[1] ?? bracketed[2];
  if (has(typing().word, text)) {
    const letter = "[\\p{L}\\p{Nl}\\p{No}]";
    text = text.replace(new RegExp(`^["'](?=${WORD})|(?<=${letter}{2})["']$`, "gu"), "");
    text = text.replace(/^\.\.\. /u, "").replace(/!+$/u, "");
  }
  return / \.+$/u.test(text) ? text : withoutAtEnd(text, typing().ends);
}

function normalised(text, exact) {
  let whole = onKeyboard(text).replace(typing().abbreviation, (found) =>
    found.replace(/[^\p{L}\p{N}_]/gu, ""),
  );
  if (!exact) whole = folded(whole);
  let left = whole;
  for (let before = ""; left !== before; ) [left, before] = [bare(left), left];
  for (const [pattern, instead] of typing().rules) left = left.replace(pattern, instead);
  return single(left) || whole;
}

function withoutArticle(spelled) {
  const { article } = typing();
  return bare(article ? spelled.replace(article, "") : spelled) || spelled;
}

function withoutLevels(spelled) {
  const letter = "[\\p{L}\\p{Nl}\\p{No}]";
  const raised = new RegExp(`(?:(?<=${letter})|^|(?<=_\\p{Nd}))\\^(?=[\\p{Nd}+-])`, "gu");
  return spelled.replace(raised, "").replace(new RegExp(`(?<=${letter})_(?=\\p{Nd})`, "gu"), "");
}

// --- Numbers, as in number.py: a whole number and the power of ten that it is multiplied by,
// rounded to as many digits as Python's decimals have.

const DIGITS = 28;
const power = (exponent) => 10n ** BigInt(exponent);
const size = (whole) => (whole < 0n ? -whole : whole);
const count = (whole) => size(whole).toString().length;

function rounded({ whole, exponent }, digits = DIGITS) {
  const drop = count(whole) - digits;
  if (drop <= 0) return { whole, exponent };
  const part = power(drop);
  let left = size(whole) / part;
  const twice = 2n * (size(whole) % part);
  if (twice > part || (twice === part && left % 2n)) left += 1n;
  return rounded({ whole: whole < 0n ? -left : left, exponent: exponent + drop }, digits);
}

function decimal(text) {
  const [digits, exponent = "0"] = text.toLowerCase().split("e");
  const [before, after = ""] = digits.split(".");
  return { whole: BigInt(before + after || "0"), exponent: Number(exponent) - after.length };
}

function plus(one, other) {
  const exponent = Math.min(one.exponent, other.exponent);
  const shifted = (each) => each.whole * power(each.exponent - exponent);
  return { whole: shifted(one) + shifted(other), exponent };
}

const minus = (one, { whole, exponent }) => plus(one, { whole: -whole, exponent });
const compare = (one, other) => {
  const { whole } = minus(one, other);
  return whole > 0n ? 1 : whole < 0n ? -1 : 0;
};

function divided(over, under) {
  const shift = DIGITS + 1 + count(under) - count(over);
  const [above, below] = shift > 0 ? [over * power(shift), under] : [over, under * power(-shift)];
  let whole = above / below;
  if (above % below && whole % 5n === 0n) whole += 1n; // so that no half is rounded as if exact
  return rounded({ whole, exponent: -shift });
}

// A number and its unit as the reader sees them.
function quantityInWords({ value, unit }) {
  let { whole, exponent } = rounded(value);
  if (whole === 0n) exponent = 0;
  for (; whole && whole % 10n === 0n; exponent += 1) whole /= 10n;
  const adjusted = count(whole) - 1 + exponent;
  let digits;
  if (adjusted > -15 && adjusted < 15) {
    digits = size(whole).toString() + "0".repeat(Math.max(0, exponent));
    if (exponent < 0) {
      digits = digits.padStart(1 - exponent, "0");
      digits = `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
    }
  } else {
    const short = rounded({ whole, exponent }, 6);
    const [first, ...rest] = size(short.whole).toString();
    const by = short.exponent + rest.length;
    digits = `${first}${rest.length ? "." : ""}${rest.join("")}e${by < 0 ? "-" : "+"}${Math.abs(by)}`;
  }
  const sign = whole < 0n ? "-" : "";
  return `${sign}${digits}`.replace(/-/g, "−").replace(".", typing().decimal).concat(" ", unit).trim();
}

const otherWay = (digits) =>
  [...digits].map((each) => ({ ".": ",", ",": "." })[each] ?? each).join("");

function valueOf(found) {
  const raised = found.groups.power ?? "";
  let digits = found[0].slice(0, found[0].length - raised.length).trim();
  const fraction = typing().wholly.fraction.exec(digits);
  if (fraction) {
    const [whole, over, under] = fraction.slice(1).map((each) => BigInt(each ?? 0));
    if (under === 0n || raised) return null;
    return rounded(plus({ whole, exponent: 0 }, divided(over, under)));
  }
  const exponent = Number(raised.toLowerCase().replace(/.*[e^]/u, "") || 0);
  if (raised.startsWith("^")) return digits === "10" ? { whole: 1n, exponent } : null;
  if (typing().decimal === ",") digits = otherWay(digits);
  for (const [form, between, point] of typing().forms) {
    if (!form.test(digits)) continue;
    const plain = [...digits].filter((each) => !between.includes(each)).join("").replace(point, ".");
    const value = decimal(plain);
    return rounded({ whole: value.whole, exponent: value.exponent + exponent });
  }
  return null;
}

const unitAsCompared = (text, exact) => normalised(text, exact).replaceAll(".", "");

function readQuantity(text, units, exact) {
  let plain = onKeyboard(text);
  if (/^(?:"[^"]*"|\([^()]*\)|\[[^[\]]*\])$/u.test(plain)) plain = plain.slice(1, -1).trim();
  if (!exact) plain = folded(plain);
  const { number, ends } = typing();
  number.lastIndex = 0;
  const found = number.exec(plain);
  if (!found) return null;
  let before = plain.slice(0, found.index).trim();
  const after = plain.slice(found.index + found[0].length).trim();
  let sign = "";
  if (before && "+-".includes(before[0])) {
    [sign, before] = [before[0], before.slice(1).trim()];
  } else if (before && "+-".includes(before.at(-1))) {
    [sign, before] = [before.at(-1), before.slice(0, -1).trim()];
  }
  let value = valueOf(found);
  if (!value) return null;
  if (sign === "-") value = rounded({ whole: -value.whole, exponent: value.exponent });
  const meant = [...after].some((each) => !`${ends}!`.includes(each)) ? after : "";
  const named = [before, meant].filter(Boolean).join(" ");
  if (!named) return { value, unit: "" };
  const spelling = unitAsCompared(named, exact);
  const unit = units.find((each) => unitAsCompared(each, exact) === spelling);
  return unit === undefined ? null : { value, unit };
}

// --- Matching, as in match.py

const LONGEST_LINE = 400;

function quantity(judging, text) {
  if (judging.number === null || [...text].length > LONGEST_LINE) return null;
  return readQuantity(text, judging.units, judging.case);
}

// How a typed answer is right, as {form, by}; null when it is wrong.
function match(judging, text) {
  if (!single(text) || [...text].length > LONGEST_LINE) return null;
  const typed = normalised(text, judging.case);
  const number = quantity(judging, text);
  for (const [form, spelling] of judging.accept) {
    if (typed === spelling) return { form, by: "form" };
  }
  const plain = withoutArticle(typed);
  if (judging.reject.some((each) => withoutArticle(each) === plain)) return null;
  if (number && judging.rejected.some((each) => !compare(number.value, decimal(each)))) return null;
  for (const [form, spelling] of judging.accept) {
    const isName = new RegExp(`^(?:${typing().named.source})`, "u").test(form);
    const bareForm = isName ? spelling : withoutArticle(spelling);
    const levelled = typed === withoutLevels(spelling) || withoutLevels(typed) === spelling;
    if (levelled || plain === bareForm) return { form, by: "form" };
  }
  if (number && judging.number !== null) {
    const { whole, exponent } = rounded(minus(number.value, decimal(judging.number)));
    const isNear = compare({ whole: size(whole), exponent }, decimal(judging.within)) <= 0;
    return isNear ? { form: quantityInWords(number), by: "number" } : null;
  }
  if (judging.reject.some((form) => slip(typed, form))) return null;
  for (const [form, spelling] of judging.accept) {
    const made = slip(typed, spelling);
    if (made && !isAnotherWord(...made, judging)) return { form, by: "slip" };
  }
  return null;
}

function readNumber(judging, text) {
  const number = quantity(judging, text);
  return number ? quantityInWords(number) : "";
}

// The misspelled word and the right one, if there is one slip in one word.
function slip(typed, form) {
  const [words, meant] = [split(typed), split(form)];
  if (words.length !== meant.length) return null;
  const pairs = words.map((word, n) => [word, meant[n]]).filter(([a, b]) => a !== b);
  if (pairs.length !== 1) return null;
  const [word, right] = pairs[0];
  const isLong = [...right].filter((each) => /\p{L}/u.test(each)).length >= typing().shortest;
  if (!isLong || !typing().letters.test(word) || !typing().letters.test(right)) return null;
  return folded(word) !== folded(right) && oneOff(word, right) ? pairs[0] : null;
}

function oneOff(one, other) {
  const [a, b] = [[...one], [...other]];
  const rest = (letters, from) => letters.slice(from).join("");
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  // As in Python, where all are the same up to the end of the shorter one.
  if (at === Math.min(a.length, b.length)) at = a.length;
  const swapped = a.slice(at, at + 2).join("") === b.slice(at, at + 2).reverse().join("");
  return (
    rest(a, at + 1) === rest(b, at + 1) ||
    rest(a, at + 1) === rest(b, at) ||
    rest(a, at) === rest(b, at + 1) ||
    (swapped && rest(a, at + 2) === rest(b, at + 2))
  );
}

function isAnotherWord(word, right, judging) {
  const plain = folded(word);
  if (judging.asked.includes(plain)) return true;
  const unaccented = right.normalize("NFD").replace(/\p{M}/gu, "");
  if (word === unaccented || word === american(right) || american(word) === right) return false;
  return judging.other.includes(plain);
}

const american = (word) =>
  typing().british.reduce((made, [pattern, instead]) => made.replace(pattern, instead), word);
