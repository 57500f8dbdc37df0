import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface MailTestData {
  /** The page with the check of the domain. */
  readonly link: string;
}

export const mailTest: Template<MailTestData> = ({ link }, { language, brand: { name } }) =>
  ({
    de: {
      subject: `Test-E-Mail von ${name}`,
      preview: 'Der Mailserver hat diese E-Mail verschickt.',
      title: 'Die Test-E-Mail ist da',
      parts: [
        text(`Der Mailserver von ${name} hat diese E-Mail angenommen und zugestellt.`),
        text('Lag sie im Spam-Ordner? Dann prüfe die Domain des Absenders.'),
        button('Domain prüfen', link),
      ],
      reason: 'Du bekommst diese E-Mail, weil du in der Verwaltung einen Test gestartet hast.',
    },
    en: {
      subject: `Test e-mail from ${name}`,
      preview: 'The mail server sent this e-mail.',
      title: 'The test e-mail arrived',
      parts: [
        text(`The mail server of ${name} accepted and delivered this e-mail.`),
        text('Was it in the spam folder? Then check the domain of the sender.'),
        button('Check the domain', link),
      ],
      reason: 'You get this e-mail because you started a test in the console.',
    },
    cs: {
      subject: `Zkušební e-mail: ${name}`,
      preview: 'Tento e-mail odeslal poštovní server.',
      title: 'Zkušební e-mail dorazil',
      parts: [
        text(`Poštovní server klubu ${name} tento e-mail přijal a doručil.`),
        text('Byl ve složce se spamem? Pak zkontrolujte doménu odesílatele.'),
        button('Zkontrolovat doménu', link),
      ],
      reason: 'Tento e-mail dostáváte, protože jste ve správě spustili zkoušku.',
    },
  })[language];
