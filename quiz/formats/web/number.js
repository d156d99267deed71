// Numbers as readers type them, read as quiz/bank/typed/number.py does it: a whole number and the
// power of ten that it is multiplied by, rounded to as many digits as Python's decimals have.

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
  plain = (exact ? plain : folded(plain)).replace(typing().minus, "-");
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
  const known = (name) => {
    const spelling = unitAsCompared(name, exact);
    return units.find((each) => unitAsCompared(each, exact) === spelling);
  };
  if (known(named) !== undefined) return { value, unit: known(named) };
  const [word, ...others] = after.split(" ");
  const scale = new Map(Object.entries(typing().scales)).get(withoutAtEnd(word, `${ends}!`));
  if (scale === undefined) return null;
  const rest = [before, others.join(" ")].filter(Boolean).join(" ");
  const unit = rest ? known(rest) : "";
  if (unit === undefined) return null;
  return { value: { whole: value.whole, exponent: value.exponent + scale }, unit };
}
