import { text, type Template } from '../../../platform/mail/index.ts';

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
          `Dein Konto bei ${brand.name} gehört jetzt zu ${newEmail}. Wir schreiben dir nicht mehr an diese Adresse.`,
        ),
        text('Wenn du das nicht warst, melde dich bitte gleich bei uns.'),
      ],
      reason: `Du bekommst diese E-Mail an die bisherige Adresse deines Kontos bei ${brand.name}.`,
    },
    en: {
      subject: 'Your e-mail address has been changed',
      preview: `Your account at ${brand.name} has a new address.`,
      title: `Hello ${name}`,
      parts: [
        text(`Your account at ${brand.name} now uses ${newEmail}. We will no longer write to this address.`),
        text('If you did not make this change, please tell us straight away.'),
      ],
      reason: `We sent this e-mail to the previous address of your account at ${brand.name}.`,
    },
    cs: {
      subject: 'Vaše e-mailová adresa byla změněna',
      preview: `Váš účet v klubu ${brand.name} má novou adresu.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          `Váš účet v klubu ${brand.name} teď používá adresu ${newEmail}. Na dosavadní adresu už psát nebudeme.`,
        ),
        text('Pokud jste o změnu nežádali, hned se nám prosím ozvěte.'),
      ],
      reason: `Tento e-mail jsme poslali na dosavadní adresu vašeho účtu v klubu ${brand.name}.`,
    },
  })[language];
