import { button, type Template, text } from '../../../platform/mail/index.ts';

export interface StampAnsweredData {
  readonly name: string;
  /** What the team wrote. */
  readonly note: string;
  /** To the challenges. */
  readonly link: string;
}

/** To a member who reported that a stamp is missing. */
export const stampAnswered: Template<StampAnsweredData> = ({ name, note, link }, { language, brand }) =>
  ({
    de: {
      subject: 'Antwort zu deiner Stempelkarte',
      preview: note,
      title: `Hallo ${name}`,
      parts: [
        text('Du hast uns geschrieben, dass dir ein Stempel fehlt. Das ist unsere Antwort:'),
        text(note),
        button('Stempelkarte ansehen', link),
      ],
      reason: `Du bekommst diese E-Mail, weil du ${brand.name} zu einer Stempelkarte geschrieben hast.`,
    },
    en: {
      subject: 'About your stamp card',
      preview: note,
      title: `Hello ${name}`,
      parts: [
        text('You told us that a stamp is missing. This is our answer:'),
        text(note),
        button('Show the stamp card', link),
      ],
      reason: `You get this e-mail because you wrote to ${brand.name} about a stamp card.`,
    },
    cs: {
      subject: 'Odpověď k razítkové kartě',
      preview: note,
      title: `Zpráva pro: ${name}`,
      parts: [
        text('Napsali jste nám, že vám chybí razítko. Toto je naše odpověď:'),
        text(note),
        button('Zobrazit razítkovou kartu', link),
      ],
      reason: `Tento e-mail dostáváte, protože jste klubu ${brand.name} napsali ohledně razítkové karty.`,
    },
  })[language];
