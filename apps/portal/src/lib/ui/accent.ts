type Rgb = readonly [number, number, number];

const paper: Rgb = [250, 246, 239];
const wash: Rgb = [251, 233, 226];
const night: Rgb = [58, 32, 24];
const white: Rgb = [255, 255, 255];
const black: Rgb = [27, 15, 10];
const readable = 4.5;
/** The tokens already contain this one, with hand-picked shades. */
const usual = '#b93a26';

function rgbOf(hex: string): Rgb | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(hex);
  if (!digits) return null;
  const part = (index: number): number => Number.parseInt(digits[index] ?? '0', 16);
  return [part(1), part(2), part(3)];
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (high + 0.05) / (low + 0.05);
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  Math.round(from[0] + (to[0] - from[0]) * share),
  Math.round(from[1] + (to[1] - from[1]) * share),
  Math.round(from[2] + (to[2] - from[2]) * share),
];

/** Lighter or darker with the same hue; mixing with white would wash it out. */
function atLightness(color: Rgb, lightness: number): Rgb {
  const [red, green, blue] = [color[0] / 255, color[1] / 255, color[2] / 255];
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const middle = (high + low) / 2;
  const span = 1 - Math.abs(2 * middle - 1);
  const saturation = span === 0 ? 0 : Math.min(1, ((high - low) / span) * 1.1);
  const chroma = saturation * (1 - Math.abs(2 * lightness - 1));
  const share = (part: number): number => (high === low ? 0.5 : (part - low) / (high - low));
  const spread = (part: number): number => Math.round((lightness + chroma * (share(part) - 0.5)) * 255);
  return [spread(red), spread(green), spread(blue)];
}

/** The nearest shade towards white or black that is readable on all of these backgrounds. */
function shifted(color: Rgb, towards: 'light' | 'dark', grounds: Rgb[]): Rgb {
  const start = (Math.max(...color) + Math.min(...color)) / 510;
  for (let step = 0; step <= 24; step += 1) {
    const end = towards === 'light' ? 1 : 0;
    const tried = step === 0 ? color : atLightness(color, start + (end - start) * (step / 24));
    if (grounds.every((ground) => contrast(tried, ground) >= readable)) return tried;
  }
  return towards === 'light' ? white : black;
}

const css = (color: Rgb): string => `rgb(${color.join(' ')})`;

/** The ground of cards. White text is readable on the whole of it if it is on `start`. */
function dawn(start: Rgb, middle: Rgb): string {
  const shades = [start, middle, mix(middle, black, 0.5)];
  const stops = shades.map(
    (shade, at) => `light-dark(${css(shade)},${css(mix(shade, black, 0.2))}) ${at * 50}%`,
  );
  return `linear-gradient(125deg,${stops.join(',')})`;
}

/**
 * A club's accent as custom properties, adjusted until it is readable in both themes; '' if absent or invalid.
 */
export function accentStyle(accent: string | undefined): string {
  const color = accent && accent.toLowerCase() !== usual ? rgbOf(accent) : null;
  if (!color) return '';
  const light = shifted(color, 'dark', [white, paper, mix(white, color, 0.12), wash]);
  const dark = shifted(color, 'light', [night, mix(black, color, 0.2)]);
  const inkOn = (ground: Rgb): Rgb => (contrast(white, ground) >= readable ? white : black);
  return [
    `--accent:light-dark(${css(light)},${css(dark)})`,
    `--accent-ink:light-dark(${css(inkOn(light))},${css(inkOn(dark))})`,
    `--accent-wash:light-dark(${css(mix(white, color, 0.12))},${css(mix(black, color, 0.2))})`,
    `--dawn:${dawn(mix(light, white, 0.25), light)}`,
    `--dawn-deep:${dawn(light, mix(light, black, 0.2))}`,
  ].join(';');
}
