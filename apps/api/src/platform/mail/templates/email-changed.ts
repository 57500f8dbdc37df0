import { text, type Template } from '../mail-content.ts';

export interface EmailChangedData {
  readonly name: string;
  readonly newEmail: string;
}

/** Goes to the old address. */
export const emailChanged: Template<EmailChangedData> = ({ name, newEmail }, { language, brand }) =>
  ({
    de: {
      subject: 'Deine E-Mail-Adresse wurde geändert',
      preview: `Dein Konto bei ${brand.name} hat eine neue Adresse.`,
      title: `Hallo ${name}`,
      parts: [
        text(
          `Dein Konto bei ${brand.name} gehört jetzt zu ${newEmail}. An diese Adresse hier schreiben wir nicht mehr.`,
        ),
        text('Warst du es nicht, melde dich bitte gleich bei uns.'),
      ],
      reason: `Diese Mail ging an die bisherige Adresse deines Kontos bei ${brand.name}.`,
    },
    en: {
      subject: 'Your e-mail address was changed',
      preview: `Your account at ${brand.name} has a new address.`,
      title: `Hello ${name}`,
      parts: [
        text(
          `Your account at ${brand.name} now belongs to ${newEmail}. We do not write to this address any more.`,
        ),
        text('If it was not you, please tell us at once.'),
      ],
      reason: `This mail went to the former address of your account at ${brand.name}.`,
    },
    cs: {
      subject: 'Vaše e-mailová adresa byla změněna',
      preview: `Váš účet v klubu ${brand.name} má novou adresu.`,
      title: `Dobrý den, ${name}`,
      parts: [
        text(
          `Váš účet v klubu ${brand.name} nyní patří k adrese ${newEmail}. Na tuto adresu už psát nebudeme.`,
        ),
        text('Pokud jste to nebyli vy, ozvěte se nám prosím hned.'),
      ],
      reason: `Tento e-mail šel na dosavadní adresu vašeho účtu v klubu ${brand.name}.`,
    },
  })[language];
