import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentStyle, contrast } from './accent.ts';

type Rgb = readonly [number, number, number];

function colorsIn(style: string, name: string): Rgb[] {
  const declaration = style.split(';').find((part) => part.startsWith(`${name}:`)) ?? '';
  return [...declaration.matchAll(/rgb\((\d+) (\d+) (\d+)\)/gu)].map((hit) => [
    Number(hit[1]),
    Number(hit[2]),
    Number(hit[3]),
  ]);
}

const anyColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe("a club's own accent", () => {
  it('is readable as text and as background in both themes, for any colour', () => {
    fc.assert(
      fc.property(anyColor, (accent) => {
        fc.pre(accent !== '#b93a26');
        const style = accentStyle(accent);
        const accents = colorsIn(style, '--accent');
        const grounds: Rgb[] = [
          [255, 255, 255],
          [21, 17, 14],
        ];
        expect(accents).toHaveLength(2);
        for (const [theme, shade] of accents.entries()) {
          const ink = colorsIn(style, '--accent-ink')[theme];
          const wash = colorsIn(style, '--accent-wash')[theme];
          const ground = grounds[theme];
          if (!ink || !wash || !ground) throw new Error(`incomplete: ${style}`);
          expect(contrast(shade, ground)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(shade, wash)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(shade, ink)).toBeGreaterThanOrEqual(4.5);
        }
        const deep = colorsIn(style, '--dawn-deep');
        expect(deep).toHaveLength(6);
        for (const shade of deep) expect(contrast(shade, [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('changes no token if it is the default, missing or invalid', () => {
    expect([accentStyle('#B93A26'), accentStyle(undefined), accentStyle('red;}')]).toEqual(['', '', '']);
  });
});
