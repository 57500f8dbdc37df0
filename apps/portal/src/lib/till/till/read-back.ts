/** Calling codes of one and two digits; all others have three. */
const short = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/u;

/** A phone number or e-mail address as a cashier reads it back: digits in groups of three after the calling code. */
export function readBack(contact: string): string {
  const typed = contact.trim();
  if (typed.includes('@')) return typed.toLowerCase();
  const digits = typed.replaceAll(/\(0\)|[^\d+]/gu, '').replace(/^00/u, '+');
  if (!digits.startsWith('+')) return grouped(digits);
  const number = digits.slice(1);
  const calling = short.exec(number)?.[0] ?? number.slice(0, 3);
  return `+${calling} ${grouped(number.slice(calling.length))}`;
}

/** No group of one digit at the end: 1234 is 12 34. */
function grouped(digits: string): string {
  const groups: string[] = [];
  for (let rest = digits; rest !== '';) {
    const size = rest.length === 4 ? 2 : 3;
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return groups.join(' ');
}
