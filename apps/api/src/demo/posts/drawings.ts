/** Pictures of the demo, drawn here so that they belong to nobody else. */
export const drawingNames = ['dripper', 'cup', 'window', 'tasting', 'books', 'book', 'beans'] as const;
export type Drawing = (typeof drawingNames)[number];

const width = 1200;
const height = 800;

const wall = (from: string, to: string): string =>
  `<defs><linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#wall)"/>`;
const table = (colour: string): string =>
  `<rect y="610" width="${width}" height="190" fill="${colour}"/><rect y="610" width="${width}" height="10" fill="#000" opacity="0.18"/>`;
const light = `<path d="M0 0 L520 0 L900 800 L180 800 Z" fill="#fff" opacity="0.13"/>`;
const steam = (x: number, y: number): string =>
  [0, 44, 88]
    .map(
      (by) =>
        `<path d="M${x + by} ${y} c-22 -40 22 -60 0 -104 c-16 -34 14 -48 4 -76" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity="0.65"/>`,
    )
    .join('');
const shadow = (x: number, y: number, across: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${across}" ry="22" fill="#000" opacity="0.22"/>`;
const mug = (x: number, y: number, colour: string): string =>
  `${shadow(x + 130, y + 236, 190)}<path d="M${x + 250} ${y + 60} q110 0 100 76 q-10 70 -116 62" fill="none" stroke="${colour}" stroke-width="30"/><path d="M${x} ${y} h264 l-22 196 q-6 44 -56 44 h-108 q-50 0 -56 -44 Z" fill="${colour}"/><ellipse cx="${x + 132}" cy="${y}" rx="132" ry="32" fill="#f7efe4"/><ellipse cx="${x + 132}" cy="${y + 4}" rx="112" ry="24" fill="#3b1f14"/>`;
const bowl = (x: number, y: number, coffee: string): string =>
  `${shadow(x, y + 118, 140)}<path d="M${x - 140} ${y} q20 128 140 128 q120 0 140 -128 Z" fill="#f4ece0"/><ellipse cx="${x}" cy="${y}" rx="140" ry="38" fill="#fffaf2"/><ellipse cx="${x}" cy="${y + 4}" rx="122" ry="30" fill="${coffee}"/><ellipse cx="${x - 36}" cy="${y - 4}" rx="46" ry="9" fill="#fff" opacity="0.2"/>`;
const bean = (x: number, y: number, turn: number, colour: string): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><ellipse rx="34" ry="24" fill="${colour}"/><path d="M-30 0 q16 -12 30 0 t30 0" fill="none" stroke="#1d0f08" stroke-width="5" opacity="0.7"/></g>`;
const spine = (x: number, y: number, across: number, high: number, colour: string): string =>
  `<rect x="${x}" y="${y}" width="${across}" height="${high}" rx="8" fill="${colour}"/><rect x="${x + 46}" y="${y}" width="12" height="${high}" fill="#fff" opacity="0.4"/><rect x="${x + across - 70}" y="${y + high / 2 - 6}" width="40" height="12" fill="#fff" opacity="0.5"/>`;
const heap = (x: number, colours: readonly string[]): string =>
  [5, 4, 3, 2, 1]
    .flatMap((count, row) =>
      Array.from({ length: count * 2 }, (_, at) =>
        bean(
          x - count * 40 + at * 44 + row * 3,
          640 - row * 40,
          (at * 47 + row * 31) % 180,
          colours[(at + row) % colours.length] ?? '#5b331f',
        ),
      ),
    )
    .join('');

const contents: Readonly<Record<Drawing, string>> = {
  dripper: `${wall('#f5dcb9', '#d7a173')}${light}${table('#6b3a25')}${shadow(470, 690, 190)}
    <path d="M330 500 h280 l20 160 q0 36 -40 36 h-240 q-40 0 -40 -36 Z" fill="#fff" opacity="0.55"/>
    <path d="M322 600 h296 l10 60 q0 34 -38 34 h-240 q-38 0 -38 -34 Z" fill="#4a2312" opacity="0.9"/>
    <path d="M618 540 q86 -6 78 60 q-8 56 -70 52" fill="none" stroke="#fff" stroke-width="18" opacity="0.6"/>
    <path d="M300 250 h340 l-110 200 h-120 Z" fill="#c9513a"/><rect x="270" y="450" width="400" height="28" rx="14" fill="#a63d2a"/>
    <path d="M322 252 h296 l-30 56 h-236 Z" fill="#f7e6d2"/><ellipse cx="470" cy="252" rx="170" ry="30" fill="#e0745a"/><ellipse cx="470" cy="252" rx="146" ry="22" fill="#4a2312"/>
    ${steam(430, 220)}<path d="M690 190 q-90 -20 -170 40" fill="none" stroke="#56636d" stroke-width="22" stroke-linecap="round"/>
    <path d="M720 150 h300 l46 270 q4 46 -44 46 h-304 q-48 0 -44 -46 Z" fill="#6f7f8a"/><path d="M760 150 q110 -110 220 0" fill="none" stroke="#3b454c" stroke-width="22"/><rect x="846" y="84" width="48" height="36" rx="14" fill="#3b454c"/>
    <path d="M1050 210 q116 24 100 150 q-10 60 -90 50" fill="none" stroke="#3b454c" stroke-width="24"/>${bean(150, 690, 20, '#4a2312')}${bean(220, 726, 70, '#5b2d18')}${bean(110, 742, 130, '#4a2312')}`,
  cup: `${wall('#e9d3c0', '#b66a4c')}${light}${table('#54301f')}${mug(430, 400, '#f4ece0')}${steam(520, 360)}${bean(820, 720, 30, '#3b1f14')}${bean(900, 736, 100, '#4a2312')}`,
  window: `${wall('#f2d3ad', '#c98257')}<rect x="330" y="70" width="560" height="430" rx="10" fill="#fff3df"/><rect x="350" y="90" width="520" height="390" fill="#f7b267"/><circle cx="690" cy="330" r="84" fill="#fff1c9"/>
    <path d="M350 400 l90 -70 60 50 70 -110 70 120 90 -60 140 90 v60 h-520 Z" fill="#8a3b46" opacity="0.8"/><rect x="602" y="90" width="16" height="390" fill="#fff3df"/><rect x="350" y="280" width="520" height="14" fill="#fff3df"/>
    <path d="M330 500 L120 800 H980 L890 500 Z" fill="#fff" opacity="0.14"/>${table('#7a4a2f')}${mug(200, 440, '#2f5d62')}
    <path d="M820 420 h150 l24 210 q0 30 -34 30 h-130 q-34 0 -34 -30 Z" fill="#fff" opacity="0.6"/><path d="M806 560 h178 l10 70 q0 30 -34 30 h-130 q-34 0 -34 -30 Z" fill="#4a2312" opacity="0.9"/>`,
  tasting: `${wall('#dfe3d8', '#8ba08f')}${light}<rect y="430" width="${width}" height="370" fill="#5f4636"/><rect y="430" width="${width}" height="10" fill="#000" opacity="0.18"/>${bowl(250, 480, '#7a3f20')}${bowl(600, 480, '#4f2613')}${bowl(950, 480, '#62301a')}
    <g fill="#d9dde0"><ellipse cx="430" cy="700" rx="56" ry="30"/><rect x="470" y="692" width="240" height="16" rx="8"/><ellipse cx="780" cy="740" rx="56" ry="30"/><rect x="820" y="732" width="240" height="16" rx="8"/></g>`,
  books: `${wall('#d9d2e3', '#8d7ba6')}${light}${table('#4a3340')}${shadow(430, 690, 330)}${spine(170, 600, 520, 80, '#8a3b46')}${spine(210, 526, 460, 74, '#2f5d62')}${spine(160, 456, 500, 70, '#c98a3a')}${spine(240, 396, 420, 60, '#39375b')}${spine(200, 340, 430, 56, '#f0e4d0')}${mug(780, 440, '#f4ece0')}${steam(868, 400)}`,
  book: `${wall('#f0e0c6', '#c2976a')}${light}${table('#5c3a26')}${shadow(600, 720, 470)}<path d="M600 300 q-220 -90 -440 0 v380 q220 -90 440 0 Z" fill="#fffaf0"/><path d="M600 300 q220 -90 440 0 v380 q-220 -90 -440 0 Z" fill="#f6ecd9"/>
    ${[0, 1, 2, 3, 4, 5, 6].map((row) => `<path d="M220 ${356 + row * 42} q160 -46 330 -4" fill="none" stroke="#8b7a66" stroke-width="6" opacity="0.5"/><path d="M650 ${352 + row * 42} q170 -42 330 4" fill="none" stroke="#8b7a66" stroke-width="6" opacity="0.5"/>`).join('')}
    <path d="M760 250 v330 l34 -34 34 34 v-344 Z" fill="#b93a26"/>`,
  beans: `${wall('#efe2d0', '#b99673')}${light}${table('#4b2f20')}${heap(330, ['#7a4a2a', '#8b5a36', '#6d4024'])}${heap(850, ['#4a2312', '#5b331f', '#3b1f14'])}`,
};

/** As SVG. */
export const drawingOf = (name: Drawing): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${contents[name]}</svg>`,
  );
