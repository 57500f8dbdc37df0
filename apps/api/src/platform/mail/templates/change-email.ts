import { button, text, type Template } from '../mail-content.ts';

export interface ChangeEmailData {
  readonly name: string;
  readonly link: string;
}

/** Goes to the new address. */
export const changeEmail: Template<ChangeEmailData> = ({ name, link }, { language, brand }) =>
  ({
    de: {
      subject: 'Bitte bestätige deine neue E-Mail-Adresse',
      preview: `Danach meldest du dich bei ${brand.name} mit dieser Adresse an.`,
      title: `Hallo ${name}`,
      parts: [
        text(`Du möchtest dich bei ${brand.name} künftig mit dieser Adresse anmelden. Bestätige sie bitte:`),
        button('Neue Adresse bestätigen', link),
        text('Der Link gilt 48 Stunden und nur einmal. Bis dahin gilt deine bisherige Adresse.'),
        text('Warst du es nicht, musst du nichts tun.'),
      ],
      reason: `Diese Mail wurde in einem Konto bei ${brand.name} angefordert.`,
    },
    en: {
      subject: 'Please confirm your new e-mail address',
      preview: `Afterwards you sign in at ${brand.name} with this address.`,
      title: `Hello ${name}`,
      parts: [
        text(`You would like to sign in at ${brand.name} with this address. Please confirm it:`),
        button('Confirm the new address', link),
        text('The link works for 48 hours, and once. Until then your address stays as it was.'),
        text('If it was not you, there is nothing to do.'),
      ],
      reason: `This mail was asked for in an account at ${brand.name}.`,
    },
    cs: {
      subject: 'Potvrďte prosím svou novou e-mailovou adresu',
      preview: `Potom se v klubu ${brand.name} budete přihlašovat touto adresou.`,
      title: `Dobrý den, ${name}`,
      parts: [
        text(`Chcete se v klubu ${brand.name} přihlašovat touto adresou. Potvrďte ji prosím:`),
        button('Potvrdit novou adresu', link),
        text('Odkaz platí 48 hodin a jen jednou. Do té doby platí vaše dosavadní adresa.'),
        text('Pokud jste to nebyli vy, nemusíte dělat nic.'),
      ],
      reason: `Tento e-mail byl vyžádán z účtu v klubu ${brand.name}.`,
    },
  })[language];
