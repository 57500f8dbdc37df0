import type { Texts } from '@regulars/contracts';
import { button, momentOf, text, type MailPart, type Template } from '../../../platform/mail/index.ts';
import { inLanguage } from './in-language.ts';

export interface SurveyAskedData {
  readonly name: string;
  /** The first one. */
  readonly question: Texts;
  /** The name of the location. */
  readonly place: Texts;
  /** When the member bought, RFC 3339. */
  readonly at: string;
  /** Of thanks; null for none. */
  readonly points: number | null;
  /** The steps of its scale, each with its link; none if it has no scale. */
  readonly steps: readonly (readonly [step: string, url: string])[];
  /** The words at the two ends of the scale. */
  readonly low: Texts;
  readonly high: Texts;
  readonly link: string;
  /** Absent in mails of the version before. */
  readonly anonymous?: boolean;
}

/** To a member who agreed to surveys by e-mail, after a purchase. */
export const surveyAsked: Template<SurveyAskedData> = (data, reading) => {
  const { language, brand } = reading;
  const question = inLanguage(data.question, language);
  const when = momentOf(data.at, reading);
  const place = inLanguage(data.place, language);
  const visit = [when, place].filter(Boolean).join(', ');
  const ends = [inLanguage(data.low, language), inLanguage(data.high, language)];
  const steps = data.steps.map(([step, url]) => [step, url] as const);
  const [first, last] = [steps[0]?.[0] ?? '', steps.at(-1)?.[0] ?? ''];
  const scale: MailPart[] =
    steps.length === 0
      ? []
      : [
          { kind: 'links', links: steps },
          ...(ends.every(Boolean) ? [text(`${first}: ${ends[0]} · ${last}: ${ends[1]}`)] : []),
        ];
  const { points, anonymous = false } = data;
  return {
    de: {
      subject: question,
      preview: visit,
      title: `Hallo ${data.name}`,
      parts: [
        text(`Dein Einkauf: ${visit}`),
        text(question),
        ...scale,
        ...(anonymous ? [text('Die Umfrage ist anonym: Niemand erfährt, wer was geantwortet hat.')] : []),
        ...(points === null ? [] : [text(`Punkte als Dank, egal was du antwortest: ${points}`)]),
        button('Zur Umfrage', data.link),
      ],
      reason: `Du bekommst diese E-Mail, weil du Umfragen von ${brand.name} per E-Mail zugestimmt hast.`,
    },
    en: {
      subject: question,
      preview: visit,
      title: `Hello ${data.name}`,
      parts: [
        text(`Your purchase: ${visit}`),
        text(question),
        ...scale,
        ...(anonymous ? [text('The survey is anonymous: nobody learns who answered what.')] : []),
        ...(points === null ? [] : [text(`Points as thanks, whatever you answer: ${points}`)]),
        button('Open the survey', data.link),
      ],
      reason: `You get this e-mail because you agreed to surveys of ${brand.name} by e-mail.`,
    },
    cs: {
      subject: question,
      preview: visit,
      title: `Zpráva pro: ${data.name}`,
      parts: [
        text(`Váš nákup: ${visit}`),
        text(question),
        ...scale,
        ...(anonymous ? [text('Průzkum je anonymní: nikdo se nedozví, kdo co odpověděl.')] : []),
        ...(points === null ? [] : [text(`Body jako poděkování, ať odpovíte jakkoli: ${points}`)]),
        button('Přejít na průzkum', data.link),
      ],
      reason: `Tento e-mail dostáváte, protože jste souhlasili s průzkumy klubu ${brand.name} e-mailem.`,
    },
  }[language];
};
