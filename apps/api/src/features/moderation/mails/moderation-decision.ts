import type { AuthorDecision, Language, TextDecision, Texts } from '@regulars/contracts';
import {
  button,
  momentOf,
  text,
  type MailPart,
  type Reading,
  type Template,
} from '../../../platform/mail/index.ts';

export interface ModerationDecisionData {
  readonly name: string;
  readonly kind: 'post' | 'comment';
  /** The title, or the beginning of the text. */
  readonly excerpt: string;
  readonly community: Texts;
  readonly text: TextDecision;
  readonly author: AuthorDecision;
  /** Where it counts what was taken from the author. */
  readonly reach: 'club' | 'community';
  /** RFC 3339. */
  readonly silencedUntil: string | null;
  readonly reason: string;
  readonly ground: 'rules' | 'law';
  readonly rule: string | null;
  /** RFC 3339; null if nobody can appeal. */
  readonly appealUntil: string | null;
  readonly link: string;
}

type Words = Readonly<
  Record<Language, Readonly<Record<TextDecision | 'warn' | 'ban' | 'banHere' | 'none', string>>>
>;

const done: Words = {
  de: {
    leave: 'Dein Text bleibt sichtbar.',
    hide: 'Dein Text ist ausgeblendet.',
    delete: 'Dein Text ist gelöscht.',
    warn: 'Du bist verwarnt.',
    ban: 'Du bist von allen Clubs ausgeschlossen. Deine Punkte und deine Karte bleiben.',
    banHere: 'Du bist von diesem Club ausgeschlossen. Deine Punkte und deine Karte bleiben.',
    none: '',
  },
  en: {
    leave: 'Your text stays visible.',
    hide: 'Your text is hidden.',
    delete: 'Your text is deleted.',
    warn: 'This is a warning.',
    ban: 'You are banned from all clubs. Your points and your card stay.',
    banHere: 'You are banned from this club. Your points and your card stay.',
    none: '',
  },
  cs: {
    leave: 'Váš text zůstává viditelný.',
    hide: 'Váš text je skrytý.',
    delete: 'Váš text je smazaný.',
    warn: 'Toto je varování.',
    ban: 'Máte zákaz vstupu do všech klubů. Vaše body i karta zůstávají.',
    banHere: 'Máte zákaz vstupu do tohoto klubu. Vaše body i karta zůstávají.',
    none: '',
  },
};

const written: Readonly<Record<Language, Readonly<Record<'post' | 'comment', string>>>> = {
  de: { post: 'deinen Beitrag', comment: 'deinen Kommentar' },
  en: { post: 'your post', comment: 'your comment' },
  cs: { post: 'váš příspěvek', comment: 'váš komentář' },
};

const silenced: Readonly<Record<Language, (until: string) => string>> = {
  de: (until) => `Bis ${until} kannst du in Clubs lesen, aber nicht schreiben.`,
  en: (until) => `Until ${until} you can read in clubs, but not write.`,
  cs: (until) => `Do ${until} můžete v klubech číst, ale ne psát.`,
};

const silencedHere: typeof silenced = {
  de: (until) => `Bis ${until} kannst du in diesem Club lesen, aber nicht schreiben.`,
  en: (until) => `Until ${until} you can read in this club, but not write.`,
  cs: (until) => `Do ${until} můžete v tomto klubu číst, ale ne psát.`,
};

/** What was taken from the author. */
const takenOf = (data: ModerationDecisionData, reading: Reading): string[] => {
  const { language } = reading;
  const isHere = data.reach === 'community';
  const measure = isHere && data.author === 'ban' ? 'banHere' : data.author;
  const until = (isHere ? silencedHere : silenced)[language];
  return [
    measure === 'silence' ? '' : done[language][measure],
    data.silencedUntil === null ? '' : until(momentOf(data.silencedUntil, reading)),
  ];
};

/** The statement of reasons to the author of a text (DSA, article 17). */
export const moderationDecision: Template<ModerationDecisionData> = (data, reading) => {
  const { language } = reading;
  const measures = [done[language][data.text], ...takenOf(data, reading)].filter(Boolean);
  const community = data.community[language] ?? Object.values(data.community)[0] ?? '';
  const until = data.appealUntil === null ? null : momentOf(data.appealUntil, reading);
  const [open, close] = language === 'en' ? ['“', '”'] : ['„', '“'];
  const about = `${community}: ${open}${data.excerpt}${close}`;
  const rule = data.rule === null ? '' : `: ${data.rule}`;
  const parts = (words: {
    about: string;
    why: string;
    ground: string;
    appeal: string | null;
    button: string;
  }): MailPart[] => [
    text(words.about),
    text(measures.join(' ')),
    text(words.why),
    text(words.ground),
    ...(words.appeal === null ? [] : [text(words.appeal)]),
    button(words.button, data.link),
  ];
  return {
    de: {
      subject: 'Eine Entscheidung über deinen Beitrag',
      preview: measures.join(' '),
      title: `Hallo ${data.name}`,
      parts: parts({
        about: `Es geht um ${written.de[data.kind]} in ${about}`,
        why: `Begründung: ${data.reason}`,
        ground: `${data.ground === 'law' ? 'Verstoß gegen das Gesetz' : 'Verstoß gegen die Regeln'}${rule}. Ein Mensch hat entschieden.`,
        appeal:
          until === null
            ? null
            : `Du kannst bis ${until} widersprechen. Dann entscheidet jemand anderes neu. Auch der Weg zu einem Gericht steht dir offen.`,
        button: 'Lesen und widersprechen',
      }),
      reason: 'Du bekommst diese E-Mail, weil wir dir jede Einschränkung begründen.',
    },
    en: {
      subject: 'A decision about what you wrote',
      preview: measures.join(' '),
      title: `Hello ${data.name}`,
      parts: parts({
        about: `It is about ${written.en[data.kind]} in ${about}`,
        why: `Reason: ${data.reason}`,
        ground: `${data.ground === 'law' ? 'It is against the law' : 'It is against the rules'}${rule}. A person decided.`,
        appeal:
          until === null
            ? null
            : `You can appeal until ${until}. Then someone else decides again. You can also go to court.`,
        button: 'Read it and appeal',
      }),
      reason: 'You get this e-mail because we give a reason for every restriction.',
    },
    cs: {
      subject: 'Rozhodnutí o vašem příspěvku',
      preview: measures.join(' '),
      title: `Zpráva pro: ${data.name}`,
      parts: parts({
        about: `Jde o ${written.cs[data.kind]} v klubu ${about}`,
        why: `Důvod: ${data.reason}`,
        ground: `${data.ground === 'law' ? 'Porušení zákona' : 'Porušení pravidel'}${rule}. Rozhodl člověk.`,
        appeal:
          until === null
            ? null
            : `Do ${until} se můžete odvolat. Znovu pak rozhodne někdo jiný. Můžete se obrátit i na soud.`,
        button: 'Přečíst a odvolat se',
      }),
      reason: 'Tento e-mail dostáváte, protože každé omezení zdůvodňujeme.',
    },
  }[language];
};
