import { text, type Template } from '../../../platform/mail/index.ts';

export interface ReportReceivedData {
  readonly name: string;
}

/** To someone without a membership who reported a text. */
export const reportReceived: Template<ReportReceivedData> = ({ name }, { language, brand }) =>
  ({
    de: {
      subject: 'Deine Meldung ist angekommen',
      preview: 'Ein Mensch sieht sie sich an.',
      title: `Hallo ${name}`,
      parts: [text('Ein Mensch sieht sich deine Meldung an. Wir schreiben dir, was wir entschieden haben.')],
      reason: `Du bekommst diese E-Mail, weil jemand mit dieser Adresse ${brand.name} einen Text gemeldet hat.`,
    },
    en: {
      subject: 'Your report has arrived',
      preview: 'A person looks at it.',
      title: `Hello ${name}`,
      parts: [text('A person looks at your report. We will write to you what we decided.')],
      reason: `You get this e-mail because someone with this address reported a text to ${brand.name}.`,
    },
    cs: {
      subject: 'Vaše nahlášení dorazilo',
      preview: 'Podívá se na ně člověk.',
      title: `Zpráva pro: ${name}`,
      parts: [text('Na vaše nahlášení se podívá člověk. Napíšeme vám, jak jsme rozhodli.')],
      reason: `Tento e-mail dostáváte, protože někdo s touto adresou nahlásil klubu ${brand.name} text.`,
    },
  })[language];
