"use strict";

// SHA-256, as FIPS 180-4 has it. The browser's own works only where a page is secure, and this one
// may come from a stick or from a school's plain server.

function firstPrimes(most) {
  const primes = [];
  for (let n = 2; primes.length < most; n += 1) {
    if (primes.every((each) => n % each)) primes.push(n);
  }
  return primes;
}

// The first 32 bits of the fraction of a root, worked out in whole numbers.
function fraction(prime, root) {
  const scaled = BigInt(prime) << BigInt(32 * root);
  let [low, high] = [0n, scaled];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(root) <= scaled) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

// The hash of some bytes, in hexadecimal digits.
function sha256(bytes) {
  const constants = firstPrimes(64).map((each) => fraction(each, 3));
  const state = firstPrimes(8).map((each) => fraction(each, 2));
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  for (let block = 0; block < padded.length; block += 64) {
    const words = [];
    for (let n = 0; n < 64; n += 1) {
      if (n < 16) {
        words.push(view.getUint32(block + 4 * n));
        continue;
      }
      const [near, far] = [words[n - 2], words[n - 15]];
      const s0 = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
      const s1 = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
      words.push((words[n - 16] + s0 + words[n - 7] + s1) >>> 0);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let n = 0; n < 64; n += 1) {
      const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const chosen = (e & f) ^ (~e & g);
      const one = (h + s1 + chosen + constants[n] + words[n]) >>> 0;
      const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const most = (a & b) ^ (a & c) ^ (b & c);
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + s0 + most) >>> 0];
    }
    [a, b, c, d, e, f, g, h].forEach((each, n) => (state[n] = (state[n] + each) >>> 0));
  }
  return state.map((each) => each.toString(16).padStart(8, "0")).join("");
}
