import { button, text, type Template } from '../mail-content.ts';

export interface ResetPasswordData {
  readonly name: string;
  readonly link: string;
}

export const resetPassword: Template<ResetPasswordData> = ({ name, link }, { language, brand }) =>
  ({
    de: {
      subject: 'Neues Passwort',
      preview: 'Der Link gilt eine Stunde und nur einmal.',
      title: `Hallo ${name}`,
      parts: [
        text(`Für dein Konto bei ${brand.name} wurde ein neues Passwort angefordert. Hier legst du es fest:`),
        button('Neues Passwort festlegen', link),
        text('Der Link gilt eine Stunde und nur einmal. Danach bist du auf allen Geräten abgemeldet.'),
        text('Warst du es nicht, musst du nichts tun: Dein Passwort bleibt, wie es ist.'),
      ],
      reason: `Diese Mail wurde auf der Anmeldeseite von ${brand.name} angefordert.`,
    },
    en: {
      subject: 'A new password',
      preview: 'The link works for one hour, and once.',
      title: `Hello ${name}`,
      parts: [
        text(`A new password was asked for your account at ${brand.name}. Set it here:`),
        button('Set a new password', link),
        text('The link works for one hour, and once. Afterwards you are signed out on all devices.'),
        text('If it was not you, there is nothing to do: your password stays as it is.'),
      ],
      reason: `This mail was asked for on the sign-in page of ${brand.name}.`,
    },
    cs: {
      subject: 'Nové heslo',
      preview: 'Odkaz platí jednu hodinu a jen jednou.',
      title: `Dobrý den, ${name}`,
      parts: [
        text(`Pro váš účet v klubu ${brand.name} si někdo vyžádal nové heslo. Nastavíte si ho zde:`),
        button('Nastavit nové heslo', link),
        text('Odkaz platí jednu hodinu a jen jednou. Potom budete odhlášeni na všech zařízeních.'),
        text('Pokud jste to nebyli vy, nemusíte dělat nic: heslo zůstává stejné.'),
      ],
      reason: `Tento e-mail byl vyžádán na přihlašovací stránce klubu ${brand.name}.`,
    },
  })[language];
