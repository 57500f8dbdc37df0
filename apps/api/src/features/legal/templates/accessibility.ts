import { orMark, type Template } from './facts.ts';

const law = {
  de: {
    de: 'dem Barrierefreiheitsstärkungsgesetz (BFSG)',
    en: 'the German accessibility act (BFSG)',
    cs: 'německého zákona o přístupnosti (BFSG)',
  },
  at: {
    de: 'dem Barrierefreiheitsgesetz (BaFG)',
    en: 'the Austrian accessibility act (BaFG)',
    cs: 'rakouského zákona o přístupnosti (BaFG)',
  },
  cz: {
    de: 'dem tschechischen Gesetz Nr. 424/2023',
    en: 'Czech act no. 424/2023',
    cs: 'zákona č. 424/2023 Sb.',
  },
};

const watch = {
  de: {
    de: 'Marktüberwachungsstelle der Länder für die Barrierefreiheit von Produkten und Dienstleistungen (MLBF), Magdeburg',
    en: 'Marktüberwachungsstelle der Länder für die Barrierefreiheit von Produkten und Dienstleistungen (MLBF), Magdeburg, Germany',
    cs: 'Marktüberwachungsstelle der Länder für die Barrierefreiheit von Produkten und Dienstleistungen (MLBF), Magdeburg, Německo',
  },
  at: {
    de: 'Sozialministeriumservice, Wien',
    en: 'Sozialministeriumservice, Vienna, Austria',
    cs: 'Sozialministeriumservice, Vídeň, Rakousko',
  },
  cz: {
    de: 'Tschechische Handelsinspektion (ČOI), Prag',
    en: 'Czech Trade Inspection Authority (ČOI), Prague',
    cs: 'Česká obchodní inspekce (ČOI), Praha',
  },
};

export const accessibility: Template = {
  de: (
    facts,
  ) => `Diese Seiten sollen alle benutzen können. Maßstab sind die WCAG 2.2, Stufe AA, nach ${law[facts.country].de}.

## Was geht

- Alles lässt sich mit der Tastatur und mit einem Vorleseprogramm bedienen.
- Texte lassen sich auf 200\u00a0% vergrößern. Es gibt eine helle und eine dunkle Darstellung.
- Wer weniger Bewegung einstellt, sieht keine Animationen.

## Was noch nicht geht

[… bekannte Einschränkungen, oder „Uns sind keine bekannt“]

## Sag uns Bescheid

Wenn du auf ein Hindernis stößt, schreib an ${orMark(facts.email, 'E-Mail-Adresse')}. Wenn wir nicht helfen, kannst du dich wenden an: ${watch[facts.country].de}.
`,
  en: (
    facts,
  ) => `Everyone should be able to use these pages. The measure is WCAG 2.2, level AA, under ${law[facts.country].en}.

## What works

- Everything can be used with the keyboard and with a screen reader.
- Texts can be enlarged to 200%. There is a light and a dark appearance.
- If you set reduced motion, there are no animations.

## What does not work yet

[… known limitations, or "We know of none"]

## Tell us

If something stands in your way, write to ${orMark(facts.email, 'e-mail address')}. If we do not help, you can turn to: ${watch[facts.country].en}.
`,
  cs: (
    facts,
  ) => `Tyto stránky mají být použitelné pro všechny. Měřítkem jsou pravidla WCAG 2.2, úroveň AA, podle ${law[facts.country].cs}.

## Co funguje

- Vše lze ovládat klávesnicí i odečítačem obrazovky.
- Texty lze zvětšit na 200\u00a0%. K dispozici je světlý i tmavý vzhled.
- Pokud si nastavíte omezený pohyb, animace se nezobrazují.

## Co zatím nefunguje

[… známá omezení, nebo „O žádných nevíme“]

## Dejte nám vědět

Pokud narazíte na překážku, napište na ${orMark(facts.email, 'e-mailová adresa')}. Pokud nepomůžeme, můžete se obrátit na: ${watch[facts.country].cs}.
`,
};
