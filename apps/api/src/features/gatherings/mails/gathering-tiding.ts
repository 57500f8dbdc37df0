import type { Language, Texts } from '@regulars/contracts';
import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface GatheringTidingData {
  readonly what: 'place' | 'moved' | 'cancelled' | 'tomorrow' | 'soon';
  readonly name: string;
  readonly title: Texts;
  readonly community: Texts;
  /** RFC 3339. */
  readonly startsAt: string;
  /** Where it is. */
  readonly timeZone: string;
  /** In one line; '' for one online. */
  readonly place: string;
  /** Why it was cancelled, as a manager wrote it. */
  readonly reason: string | null;
  readonly link: string;
}

interface Told {
  readonly subject: string;
  readonly says: string;
}
type Words = Record<GatheringTidingData['what'], (title: string) => Told>;

const de: Words = {
  place: (title) => ({
    subject: `Ein Platz für dich: ${title}`,
    says: 'Ein Platz ist frei geworden, und du warst als Nächstes an der Reihe. Du bist dabei. Falls es doch nicht geht, sag bitte ab: Andere warten.',
  }),
  moved: (title) => ({
    subject: `Geändert: ${title}`,
    says: 'Zeit oder Ort haben sich geändert. Kommst du trotzdem? Wenn nicht, sag bitte ab.',
  }),
  cancelled: (title) => ({
    subject: `Abgesagt: ${title}`,
    says: 'Dieses Treffen findet leider nicht statt.',
  }),
  tomorrow: (title) => ({
    subject: `Morgen: ${title}`,
    says: 'Bald ist es so weit. Falls du doch nicht kommst, sag bitte ab.',
  }),
  soon: (title) => ({ subject: `Gleich: ${title}`, says: 'In zwei Stunden geht es los.' }),
};

const en: Words = {
  place: (title) => ({
    subject: `A place for you: ${title}`,
    says: 'A place became free, and you were next in line. You are in. If you cannot come after all, please say so: others are waiting.',
  }),
  moved: (title) => ({
    subject: `Changed: ${title}`,
    says: 'The time or the place has changed. Are you still coming? If not, please say so.',
  }),
  cancelled: (title) => ({
    subject: `Cancelled: ${title}`,
    says: 'We are sorry: this gathering does not take place.',
  }),
  tomorrow: (title) => ({
    subject: `Tomorrow: ${title}`,
    says: 'It is soon. If you cannot come after all, please say so.',
  }),
  soon: (title) => ({ subject: `Soon: ${title}`, says: 'It begins in two hours.' }),
};

const cs: Words = {
  place: (title) => ({
    subject: `Máte místo: ${title}`,
    says: 'Uvolnilo se místo a byli jste na řadě. Počítáme s vámi. Pokud nakonec nemůžete, odhlaste se prosím, čekají i další.',
  }),
  moved: (title) => ({
    subject: `Změna: ${title}`,
    says: 'Změnil se čas nebo místo. Přijdete i tak? Pokud ne, odhlaste se prosím.',
  }),
  cancelled: (title) => ({ subject: `Zrušeno: ${title}`, says: 'Toto setkání se bohužel nekoná.' }),
  tomorrow: (title) => ({
    subject: `Už zítra: ${title}`,
    says: 'Už se to blíží. Pokud nakonec nemůžete, odhlaste se prosím.',
  }),
  soon: (title) => ({ subject: `Už za chvíli: ${title}`, says: 'Začínáme za dvě hodiny.' }),
};

/** To a member who comes to a gathering, or waits for a place, and asked for mails about it. */
export const gatheringTiding: Template<GatheringTidingData> = (data, { language, brand }) => {
  const said = (texts: Texts): string => texts[language] ?? Object.values(texts)[0] ?? '';
  const title = said(data.title);
  const community = said(data.community);
  const { subject, says } = { de, en, cs }[language][data.what](title);
  const facts = [momentIn(data, language), data.place].filter(Boolean).join(' · ');
  const parts = [text(says), text(facts), ...(data.reason ? [text(data.reason)] : [])];
  const frame = {
    de: {
      title: `Hallo ${data.name}`,
      button: 'Treffen ansehen',
      reason: `Du bekommst diese E-Mail, weil du bei einem Treffen von ${community} (${brand.name}) E-Mails dazu gewünscht hast.`,
    },
    en: {
      title: `Hello ${data.name}`,
      button: 'Show the gathering',
      reason: `You get this e-mail because you asked for e-mails about a gathering of ${community} (${brand.name}).`,
    },
    cs: {
      title: `Zpráva pro: ${data.name}`,
      button: 'Zobrazit setkání',
      reason: `Tento e-mail dostáváte, protože jste si k setkání komunity ${community} (${brand.name}) vyžádali e-maily.`,
    },
  }[language];
  return {
    subject,
    preview: says,
    title: frame.title,
    parts: [...parts, button(frame.button, data.link)],
    reason: frame.reason,
  };
};

/** In the time zone of the gathering, not that of the club. */
const momentIn = ({ startsAt, timeZone }: GatheringTidingData, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(
    new Date(startsAt),
  );
