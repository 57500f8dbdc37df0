import { button, type Template, text } from '../../../platform/mail/index.ts';

export interface ReportAnsweredData {
  readonly name: string;
  /** The number of the receipt. */
  readonly receipt: string;
  /** What the team wrote. */
  readonly note: string;
  /** To the receipt. */
  readonly link: string;
}

/** To a member who reported that something about a receipt is wrong. */
export const reportAnswered: Template<ReportAnsweredData> = (
  { name, receipt, note, link },
  { language, brand },
) =>
  ({
    de: {
      subject: `Antwort zu deinem Beleg ${receipt}`,
      preview: note,
      title: `Hallo ${name}`,
      parts: [
        text(`Du hast uns geschrieben, dass am Beleg ${receipt} etwas nicht stimmt. Das ist unsere Antwort:`),
        text(note),
        button('Beleg ansehen', link),
      ],
      reason: `Du bekommst diese E-Mail, weil du ${brand.name} zu einem Beleg geschrieben hast.`,
    },
    en: {
      subject: `About your receipt ${receipt}`,
      preview: note,
      title: `Hello ${name}`,
      parts: [
        text(`You told us that something is wrong with the receipt ${receipt}. This is our answer:`),
        text(note),
        button('Show the receipt', link),
      ],
      reason: `You get this e-mail because you wrote to ${brand.name} about a receipt.`,
    },
    cs: {
      subject: `Odpověď k účtence ${receipt}`,
      preview: note,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`Napsali jste nám, že na účtence ${receipt} něco nesedí. Toto je naše odpověď:`),
        text(note),
        button('Zobrazit účtenku', link),
      ],
      reason: `Tento e-mail dostáváte, protože jste klubu ${brand.name} napsali ohledně účtenky.`,
    },
  })[language];
