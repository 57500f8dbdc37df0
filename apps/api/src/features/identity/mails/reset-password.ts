import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface ResetPasswordData {
  readonly name: string;
  readonly link: string;
}

export const resetPassword: Template<ResetPasswordData> = ({ name, link }, { language, brand }) =>
  ({
    de: {
      subject: 'Neues Passwort',
      preview: 'Der Link gilt eine Stunde und funktioniert nur einmal.',
      title: `Hallo ${name}`,
      parts: [
        text(`Für dein Konto bei ${brand.name} wurde ein neues Passwort angefordert. Hier legst du es fest:`),
        button('Neues Passwort festlegen', link),
        text(
          'Der Link gilt eine Stunde und funktioniert nur einmal. Dabei wirst du auf allen Geräten abgemeldet.',
        ),
        text('Wenn du das nicht warst, musst du nichts tun. Dein Passwort bleibt gleich.'),
      ],
      reason: `Du bekommst diese E-Mail, weil sie auf der Anmeldeseite von ${brand.name} angefordert wurde.`,
    },
    en: {
      subject: 'Set a new password',
      preview: 'The link works once, within one hour.',
      title: `Hello ${name}`,
      parts: [
        text(`Someone asked for a new password for your account at ${brand.name}. Set it here:`),
        button('Set a new password', link),
        text('The link works once, within one hour. It signs you out on all devices.'),
        text('If you did not ask for it, you can ignore this e-mail. Your password does not change.'),
      ],
      reason: `You get this e-mail because it was requested on the sign-in page of ${brand.name}.`,
    },
    cs: {
      subject: 'Nové heslo',
      preview: 'Odkaz platí jednu hodinu a lze ho použít jen jednou.',
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`Pro váš účet v klubu ${brand.name} si někdo vyžádal nové heslo. Nastavíte si ho zde:`),
        button('Nastavit nové heslo', link),
        text('Odkaz platí jednu hodinu a lze ho použít jen jednou. Tím se odhlásíte na všech zařízeních.'),
        text('Pokud jste to nebyli vy, nemusíte dělat nic. Heslo zůstává stejné.'),
      ],
      reason: `Tento e-mail byl vyžádán na přihlašovací stránce klubu ${brand.name}.`,
    },
  })[language];
