import type { NotApplied } from '../pricing/redeemable.ts';
import { moneyIn, type Language, type Sentence } from '../words.ts';
import { tooManySentence } from './too-many.ts';

type Kind = NotApplied['kind'];
type OfKind<K extends Kind> = Extract<NotApplied, { kind: K }>;

/** What a sentence needs besides the reason. */
interface OfferWords {
  readonly language: Language;
  readonly currency: string;
  /** The name of another discount of the cart, by its id; '' if it is not known. */
  readonly nameOf?: (id: string) => string;
}

type Told<K extends Kind> = { readonly because: OfKind<K> } & OfferWords;

const plain = (en: string, de: string, cs: string): Sentence<unknown> => ({
  en: () => en,
  de: () => de,
  cs: () => cs,
});

const notTogether = plain(
  'This offer does not count together with another discount of this cart.',
  'Dieses Angebot gilt nicht zusammen mit einem anderen Rabatt dieses Einkaufs.',
  'Tuto nabídku nelze spojit s\u00a0jinou slevou tohoto nákupu.',
);

const sentences: { readonly [K in Kind]: Sentence<Told<K>> } = {
  'budget-used-up': plain(
    'Nothing is left of this offer.',
    'Von diesem Angebot ist nichts mehr übrig.',
    'Tato nabídka je už vyčerpaná.',
  ),
  'no-matching-line': plain(
    'Nothing in the cart is meant by this offer.',
    'Für nichts im Einkauf gilt dieses Angebot.',
    'Na\u00a0nic z\u00a0nákupu tato nabídka neplatí.',
  ),
  'too-few-pieces': {
    en: ({ because: { missing } }) =>
      `${missing} more ${missing === 1 ? 'piece is' : 'pieces are'} needed for this offer.`,
    de: ({ because: { missing } }) =>
      `Für dieses Angebot ${missing === 1 ? 'fehlt noch ein Stück' : `fehlen noch ${missing} Stück`}.`,
    cs: ({ because: { missing } }) => `Pro tuto nabídku ještě chybí: ${missing}\u00a0ks.`,
  },
  'no-effect': plain(
    'This offer takes nothing off this cart.',
    'Dieses Angebot bringt bei diesem Einkauf nichts.',
    'Tato nabídka na\u00a0tento nákup žádnou slevu nedává.',
  ),
  'no-points': plain(
    'This cart earns no points that this offer could add to.',
    'Dieser Einkauf bringt keine Punkte, zu denen das Angebot etwas dazugibt.',
    'Tento nákup nepřináší body, ke\u00a0kterým by nabídka něco přidala.',
  ),
  'other-currency': plain(
    'This offer does not count in this currency.',
    'Dieses Angebot gilt in dieser Währung nicht.',
    'Tato nabídka v\u00a0této měně neplatí.',
  ),
  'minimum-spend': {
    en: (told) => `Goods for ${missingIn(told)} more are needed for this offer.`,
    de: (told) => `Für dieses Angebot fehlen noch Waren für ${missingIn(told)}.`,
    cs: (told) => `Pro tuto nabídku chybí ještě zboží za\u00a0${missingIn(told)}.`,
  },
  'not-combinable': {
    en: (told) => {
      const name = otherIn(told);
      return `This offer does not count together with ${name ? `“${name}”` : 'another discount of this cart'}.`;
    },
    de: (told) => {
      const name = otherIn(told);
      return `Dieses Angebot gilt nicht zusammen mit ${name ? `„${name}“` : 'einem anderen Rabatt dieses Einkaufs'}.`;
    },
    cs: (told) => {
      const name = otherIn(told);
      return `Tuto nabídku nelze spojit s\u00a0jinou slevou tohoto nákupu${name ? `: „${name}“` : ''}.`;
    },
  },
  exclusive: notTogether,
  outdone: plain(
    'Another discount of this cart takes more off.',
    'Ein anderer Rabatt dieses Einkaufs bringt mehr.',
    'Jiná sleva tohoto nákupu je výhodnější.',
  ),
  'too-many': tooManySentence,
};

/** The name of the discount that counts instead. */
const otherIn = ({ because, nameOf }: Told<'not-combinable'>): string => nameOf?.(because.with) ?? '';

const missingIn = ({ because, language, currency }: Told<'minimum-spend'>): string =>
  moneyIn(language, because.missing, currency);

/** Why an offer of the member does nothing for a cart, for the cashier to read aloud. */
export const offerIdleSentence = <K extends Kind>(because: OfKind<K>, words: OfferWords): string =>
  (sentences[because.kind] as Sentence<Told<K>>)[words.language]({ because, ...words });
