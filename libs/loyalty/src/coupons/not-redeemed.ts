import type { NotApplied } from '../pricing/redeemable.ts';
import { lastUsableDay } from '../last-usable-day.ts';
import { moneyIn, type Language, type Sentence } from '../words.ts';
import { tooManySentence } from './too-many.ts';
import type { VoucherRefusal } from '../rewards/voucher.ts';
import type { CouponRefusal } from './validity.ts';

/** Why a code does nothing for a cart. */
export type NotRedeemed =
  | CouponRefusal
  | NotApplied
  | { readonly kind: 'unknown' }
  /** The check character of a unique code does not fit. */
  | { readonly kind: 'mistyped' }
  /** The code is for one use, which it has had, or which another checkout holds. */
  | { readonly kind: 'used' | 'held' }
  /** The member is not in the audience of the coupon. */
  | { readonly kind: 'not-for-member' }
  | {
      /** Of a voucher: another purchase holds it, it is of another member, or the cashier enters what it gives. */
      readonly kind: VoucherRefusal | 'voucher-held' | 'voucher-not-for-member' | 'voucher-without-effect';
    }
  /** Another code of the cart is of the same coupon. */
  | { readonly kind: 'twice' };

type Kind = NotRedeemed['kind'];
type OfKind<K extends Kind> = Extract<NotRedeemed, { kind: K }>;

/** What a sentence needs besides the reason. */
export interface CouponWords {
  readonly language: Language;
  readonly currency: string;
  /** Of the club. */
  readonly zone: string;
  /** The name of another discount of the cart, by its id; '' if it is not known. */
  readonly nameOf?: (id: string) => string;
}

type Told<K extends Kind> = { readonly because: OfKind<K> } & CouponWords;

const plain = (en: string, de: string, cs: string): Sentence<unknown> => ({
  en: () => en,
  de: () => de,
  cs: () => cs,
});

const sentences: { readonly [K in Kind]: Sentence<Told<K>> } = {
  unknown: plain('There is no such code.', 'Diesen Code gibt es nicht.', 'Takový kód neexistuje.'),
  mistyped: plain(
    'A character of this code is wrong. Please check it.',
    'In diesem Code ist ein Zeichen falsch. Bitte prüfe ihn.',
    'V\u00a0tomto kódu je chybný znak. Zkontrolujte ho.',
  ),
  used: plain('This code has been used.', 'Dieser Code wurde schon eingelöst.', 'Tento kód už byl uplatněn.'),
  held: plain(
    'Another purchase is using this code at the moment.',
    'Dieser Code wird gerade bei einem anderen Einkauf eingelöst.',
    'Tento kód se právě uplatňuje u\u00a0jiného nákupu.',
  ),
  twice: plain(
    'This coupon is in the cart already.',
    'Dieser Coupon ist schon im Einkauf.',
    'Tento kupon už v\u00a0nákupu je.',
  ),
  'voucher-used': plain(
    'This voucher has been used.',
    'Dieser Gutschein wurde schon eingelöst.',
    'Tento poukaz už byl uplatněn.',
  ),
  'voucher-expired': plain(
    'This voucher has expired.',
    'Dieser Gutschein ist abgelaufen.',
    'Tento poukaz propadl.',
  ),
  'voucher-cancelled': plain(
    'This voucher was cancelled.',
    'Dieser Gutschein wurde storniert.',
    'Tento poukaz byl zrušen.',
  ),
  'voucher-held': plain(
    'Another purchase is using this voucher at the moment.',
    'Dieser Gutschein wird gerade bei einem anderen Einkauf eingelöst.',
    'Tento poukaz se právě uplatňuje u\u00a0jiného nákupu.',
  ),
  'voucher-not-for-member': plain(
    'This voucher belongs to another member. Scan that card first.',
    'Dieser Gutschein gehört einem anderen Mitglied. Scanne zuerst dessen Karte.',
    'Tento poukaz patří jinému členovi. Nejprve naskenujte jeho kartu.',
  ),
  'voucher-without-effect': plain(
    'This voucher does not change the price by itself. Redeem it on its own.',
    'Dieser Gutschein ändert den Preis nicht von selbst. Löse ihn einzeln ein.',
    'Tento poukaz sám cenu nemění. Uplatněte ho zvlášť.',
  ),
  paused: plain(
    'This coupon does not count at the moment.',
    'Dieser Coupon gilt im Moment nicht.',
    'Tento kupon teď neplatí.',
  ),
  expired: plain(
    'This coupon has expired.',
    'Dieser Coupon ist abgelaufen.',
    'Platnost tohoto kuponu skončila.',
  ),
  'not-yet-valid': {
    en: (told) => `This coupon counts from ${startIn(told)} on.`,
    de: (told) => `Dieser Coupon gilt erst ab ${startIn(told)}.`,
    cs: (told) => `Tento kupon platí až od\u00a0${startIn(told)}.`,
  },
  'wrong-location': plain(
    'This coupon does not count at this location.',
    'Dieser Coupon gilt an diesem Standort nicht.',
    'Tento kupon na\u00a0tomto místě neplatí.',
  ),
  'wrong-channel': plain(
    'This coupon does not count for this way to buy.',
    'Dieser Coupon gilt nicht für diesen Kaufweg.',
    'Tento kupon pro tento způsob nákupu neplatí.',
  ),
  'wrong-time': plain(
    'This coupon does not count on this day or at this time.',
    'Dieser Coupon gilt nicht an diesem Tag oder zu dieser Uhrzeit.',
    'Tento kupon v\u00a0tento den nebo čas neplatí.',
  ),
  'needs-member': plain(
    'This coupon is for members. Scan the card first.',
    'Dieser Coupon ist für Mitglieder. Scanne zuerst die Karte.',
    'Tento kupon je pro členy. Nejprve naskenujte kartu.',
  ),
  'not-for-member': plain(
    'This coupon is for other members.',
    'Dieser Coupon ist für andere Mitglieder.',
    'Tento kupon je pro jiné členy.',
  ),
  'used-up': {
    en: ({ because: { held } }) =>
      held
        ? 'Another purchase is using the last one of this coupon at the moment. Try again later.'
        : 'This coupon was redeemed as often as possible.',
    de: ({ because: { held } }) =>
      held
        ? 'Ein anderer Einkauf nutzt gerade den letzten dieser Coupons. Versuche es später noch einmal.'
        : 'Dieser Coupon wurde schon so oft eingelöst, wie es geht.',
    cs: ({ because: { held } }) =>
      held
        ? 'Poslední z\u00a0těchto kuponů se právě uplatňuje u\u00a0jiného nákupu. Zkuste to později.'
        : 'Tento kupon už byl uplatněn tolikrát, kolikrát lze.',
  },
  'code-used-up': plain(
    'This code was redeemed as often as possible.',
    'Dieser Code wurde schon so oft eingelöst, wie es geht.',
    'Tento kód už byl uplatněn tolikrát, kolikrát lze.',
  ),
  'limit-of-day': plain(
    'This coupon was redeemed as often as possible today.',
    'Dieser Coupon wurde heute schon so oft eingelöst, wie es geht.',
    'Tento kupon už byl dnes uplatněn tolikrát, kolikrát lze.',
  ),
  'budget-used-up': plain(
    'Nothing is left of this coupon.',
    'Von diesem Coupon ist nichts mehr übrig.',
    'Tento kupon je už vyčerpaný.',
  ),
  'limit-of-member': {
    en: ({ because: { most, today } }) =>
      `The member has redeemed this coupon ${most === 1 ? 'once' : `${most} times`}${today ? ' today' : ''}, which is all.`,
    de: ({ because: { most, today } }) =>
      `Das Mitglied hat diesen Coupon ${today ? 'heute ' : ''}schon ${most === 1 ? 'einmal' : `${most} Mal`} eingelöst. Mehr geht nicht.`,
    cs: ({ because: { most, today } }) =>
      `Člen tento kupon ${today ? 'dnes ' : ''}už ${most === 1 ? 'jednou' : `${most}krát`} uplatnil. Víckrát to nejde.`,
  },
  'no-matching-line': plain(
    'Nothing in the cart is meant by this coupon.',
    'Für nichts im Einkauf gilt dieser Coupon.',
    'Na\u00a0nic z\u00a0nákupu tento kupon neplatí.',
  ),
  'too-few-pieces': {
    en: ({ because: { missing } }) =>
      `${missing} more ${missing === 1 ? 'piece is' : 'pieces are'} needed for this coupon.`,
    de: ({ because: { missing } }) =>
      `Für diesen Coupon ${missing === 1 ? 'fehlt noch ein Stück' : `fehlen noch ${missing} Stück`}.`,
    cs: ({ because: { missing } }) => `Pro tento kupon ještě chybí: ${missing}\u00a0ks.`,
  },
  'no-effect': plain(
    'This coupon takes nothing off this cart.',
    'Dieser Coupon bringt bei diesem Einkauf nichts.',
    'Tento kupon na\u00a0tento nákup žádnou slevu nedává.',
  ),
  'no-points': plain(
    'This cart earns no points that this coupon could add to.',
    'Dieser Einkauf bringt keine Punkte, zu denen der Coupon etwas dazugibt.',
    'Tento nákup nepřináší body, ke\u00a0kterým by kupon něco přidal.',
  ),
  'needs-purchase': plain(
    'This coupon gives points for a purchase. It counts only where the purchase is recorded.',
    'Dieser Coupon bringt Punkte für einen Einkauf. Er gilt nur dort, wo der Einkauf erfasst wird.',
    'Tento kupon přináší body za\u00a0nákup. Platí jen tam, kde se nákup zaznamená.',
  ),
  'other-currency': plain(
    'This coupon does not count in this currency.',
    'Dieser Coupon gilt in dieser Währung nicht.',
    'Tento kupon v\u00a0této měně neplatí.',
  ),
  'minimum-spend': {
    en: (told) => `Goods for ${missingIn(told)} more are needed for this coupon.`,
    de: (told) => `Für diesen Coupon fehlen noch Waren für ${missingIn(told)}.`,
    cs: (told) => `Pro tento kupon chybí ještě zboží za\u00a0${missingIn(told)}.`,
  },
  'not-combinable': {
    en: (told) => {
      const name = otherIn(told);
      return `This coupon does not count together with ${name ? `“${name}”` : 'another one in the cart'}.`;
    },
    de: (told) => {
      const name = otherIn(told);
      return `Dieser Coupon gilt nicht zusammen mit ${name ? `„${name}“` : 'einem anderen im Einkauf'}.`;
    },
    cs: (told) => {
      const name = otherIn(told);
      return `Tento kupon nelze spojit s\u00a0jinou slevou tohoto nákupu${name ? `: „${name}“` : ''}.`;
    },
  },
  outdone: plain(
    'Another discount of this cart takes more off.',
    'Ein anderer Rabatt dieses Einkaufs bringt mehr.',
    'Jiná sleva tohoto nákupu je výhodnější.',
  ),
  exclusive: plain(
    'One of the coupons counts only alone.',
    'Einer der Coupons gilt nur allein.',
    'Jeden z\u00a0kuponů platí jen samostatně.',
  ),
  'too-many': tooManySentence,
};

const missingIn = ({ because, language, currency }: Told<'minimum-spend'>): string =>
  moneyIn(language, because.missing, currency);

/** The name of the discount that counts instead. */
const otherIn = ({ because, nameOf }: Told<'not-combinable'>): string => nameOf?.(because.with) ?? '';

/** The day, with the time if it begins within that day. */
function startIn({ because: { from }, language, zone }: Told<'not-yet-valid'>): string {
  const isWholeDay = lastUsableDay(from, zone).wholeDay;
  const time = isWholeDay ? {} : ({ timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', ...time, timeZone: zone }).format(from);
}

/** Why a code does nothing, for the cashier to read aloud. */
export const notRedeemedSentence = <K extends Kind>(because: OfKind<K>, words: CouponWords): string =>
  (sentences[because.kind] as Sentence<Told<K>>)[words.language]({ because, ...words });
