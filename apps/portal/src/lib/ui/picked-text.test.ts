import { describe, expect, it } from 'vitest';
import { shortText } from '../../../short-texts.ts';
import { picked } from './picked-text.ts';

describe('a text for browsers', () => {
  it('is said in one language', () => {
    const texts = picked('Points', 'Punkte', (inputs) => `${String(inputs['count'])} bodů`);
    expect(texts({}, { locale: 'de' })).toBe('Punkte');
    expect(texts({ count: 5 }, { locale: 'cs' })).toBe('5 bodů');
    expect(texts()).toBe('Points');
  });

  it('is a string where nothing is put into it', () => {
    const written = (put: string) => `import { getLocale, experimentalStaticLocale } from '../runtime.js';
const en_left = /** @type {() => X} */ () => {
	return /** @type {X} */ (\`It's \\\`left\\\` for $5\`)
};
const de_left = /** @type {(i: Y) => X} */ (i) => {
	return /** @type {X} */ (\`${put} übrig\`)
};
const cs_left = en_left;
export const left = /** @type {Z} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return de_left(inputs)
	if (locale === "cs") return cs_left(inputs)
	return en_left(inputs)
});`;
    const short = shortText(written('${i?.count}'), 'left.js');
    expect(short).toContain("const en_left = `It's \\`left\\` for $5`;");
    expect(short).toContain('(`${i?.count} übrig`)');
    expect(short).toContain('export const left = /*@__PURE__*/ picked(en_left, de_left, cs_left);');
    expect(short).not.toContain('getLocale');
    expect(() => shortText('export const left = 1;', 'left.js')).toThrow('left.js');
  });
});
