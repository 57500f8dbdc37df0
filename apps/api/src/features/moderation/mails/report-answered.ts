import { text, type Template } from '../../../platform/mail/index.ts';

export interface ReportAnsweredData {
  readonly name: string;
  /** Whether the text is no longer there. */
  readonly removed: boolean;
}

/** To someone without a membership who reported a text: what became of it (DSA, article 16). */
export const reportAnswered: Template<ReportAnsweredData> = ({ name, removed }, { language, brand }) =>
  ({
    de: {
      subject: 'Was aus deiner Meldung wurde',
      preview: removed ? 'Der Text ist nicht mehr zu sehen.' : 'Der Text bleibt.',
      title: `Hallo ${name}`,
      parts: [
        text(
          removed
            ? 'Danke für deine Meldung. Der Text ist nicht mehr zu sehen.'
            : 'Danke für deine Meldung. Wir haben den Text geprüft, und er bleibt.',
        ),
        text(
          'Ein Mensch hat entschieden. Bist du anderer Meinung, steht dir der Weg zu einem Gericht offen.',
        ),
      ],
      reason: `Du bekommst diese E-Mail, weil du ${brand.name} einen Text gemeldet hast.`,
    },
    en: {
      subject: 'What became of your report',
      preview: removed ? 'The text can no longer be seen.' : 'The text stays.',
      title: `Hello ${name}`,
      parts: [
        text(
          removed
            ? 'Thank you for your report. The text can no longer be seen.'
            : 'Thank you for your report. We looked at the text, and it stays.',
        ),
        text('A person decided. If you disagree, you can go to court.'),
      ],
      reason: `You get this e-mail because you reported a text to ${brand.name}.`,
    },
    cs: {
      subject: 'Jak dopadlo vaše nahlášení',
      preview: removed ? 'Text už není vidět.' : 'Text zůstává.',
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          removed
            ? 'Děkujeme za nahlášení. Text už není vidět.'
            : 'Děkujeme za nahlášení. Text jsme posoudili a zůstává.',
        ),
        text('Rozhodl člověk. Pokud nesouhlasíte, můžete se obrátit na soud.'),
      ],
      reason: `Tento e-mail dostáváte, protože jste klubu ${brand.name} nahlásili text.`,
    },
  })[language];
