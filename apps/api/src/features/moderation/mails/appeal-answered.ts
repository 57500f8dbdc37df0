import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface AppealAnsweredData {
  readonly name: string;
  readonly granted: boolean;
  /** As a manager wrote it. */
  readonly answer: string;
  readonly link: string;
}

/** To the author of a text who appealed against a decision. */
export const appealAnswered: Template<AppealAnsweredData> = ({ name, granted, answer, link }, { language }) =>
  ({
    de: {
      subject: 'Antwort auf deinen Widerspruch',
      preview: answer,
      title: `Hallo ${name}`,
      parts: [
        text(
          granted
            ? 'Du hattest recht: Die Entscheidung ist zurückgenommen.'
            : 'Wir haben neu geprüft. Die Entscheidung bleibt.',
        ),
        text(answer),
        button('Ansehen', link),
      ],
      reason: 'Du bekommst diese E-Mail, weil du einer Entscheidung widersprochen hast.',
    },
    en: {
      subject: 'The answer to your appeal',
      preview: answer,
      title: `Hello ${name}`,
      parts: [
        text(
          granted
            ? 'You were right: the decision is taken back.'
            : 'We looked at it again. The decision stays.',
        ),
        text(answer),
        button('Show', link),
      ],
      reason: 'You get this e-mail because you appealed against a decision.',
    },
    cs: {
      subject: 'Odpověď na vaše odvolání',
      preview: answer,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          granted ? 'Měli jste pravdu: rozhodnutí rušíme.' : 'Posoudili jsme to znovu. Rozhodnutí zůstává.',
        ),
        text(answer),
        button('Zobrazit', link),
      ],
      reason: 'Tento e-mail dostáváte, protože jste se odvolali proti rozhodnutí.',
    },
  })[language];
