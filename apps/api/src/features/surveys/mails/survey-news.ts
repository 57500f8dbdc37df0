import type { Texts } from '@regulars/contracts';
import { button, text, type Template } from '../../../platform/mail/index.ts';
import { inLanguage } from './in-language.ts';

export interface SurveyNewsData {
  readonly name: string;
  /** What the club changed, as a manager wrote it. */
  readonly text: Texts;
  readonly link: string;
}

/** To a member who answered a survey and agreed to surveys by e-mail. */
export const surveyNews: Template<SurveyNewsData> = (data, { language, brand }) => {
  const told = inLanguage(data.text, language);
  return {
    de: {
      subject: 'Das haben wir wegen dir geändert',
      preview: told,
      title: `Hallo ${data.name}`,
      parts: [
        text('Du hast uns deine Meinung gesagt. Das haben wir daraus gemacht:'),
        text(told),
        button('Zum Club', data.link),
      ],
      reason: `Du bekommst diese E-Mail, weil du eine Umfrage von ${brand.name} beantwortet und Umfragen per E-Mail zugestimmt hast.`,
    },
    en: {
      subject: 'What we changed because of you',
      preview: told,
      title: `Hello ${data.name}`,
      parts: [
        text('You told us what you think. This is what we made of it:'),
        text(told),
        button('Open the club', data.link),
      ],
      reason: `You get this e-mail because you answered a survey of ${brand.name} and agreed to surveys by e-mail.`,
    },
    cs: {
      subject: 'Co jsme díky vám změnili',
      preview: told,
      title: `Zpráva pro: ${data.name}`,
      parts: [
        text('Řekli jste nám svůj názor. Tohle jsme podle něj udělali:'),
        text(told),
        button('Přejít do klubu', data.link),
      ],
      reason: `Tento e-mail dostáváte, protože jste vyplnili průzkum klubu ${brand.name} a souhlasili s průzkumy e-mailem.`,
    },
  }[language];
};
