import { button, text, type Template } from '../../../platform/mail/index.ts';

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
        text(`Du möchtest dich bei ${brand.name} künftig mit dieser Adresse anmelden. Bitte bestätige sie:`),
        button('Neue Adresse bestätigen', link),
        text(
          'Der Link gilt 48 Stunden und funktioniert nur einmal. Bis du ihn öffnest, bleibt deine bisherige Adresse gültig.',
        ),
        text('Wenn du das nicht warst, musst du nichts tun.'),
      ],
      reason: `Du bekommst diese E-Mail, weil sie in einem Konto bei ${brand.name} angefordert wurde.`,
    },
    en: {
      subject: 'Please confirm your new e-mail address',
      preview: `You will then sign in at ${brand.name} with this address.`,
      title: `Hello ${name}`,
      parts: [
        text(`You asked to use this address to sign in at ${brand.name}. Please confirm it:`),
        button('Confirm the new address', link),
        text('The link works once, within 48 hours. Your address does not change until you use it.'),
        text('If you did not ask for this, you can ignore this e-mail.'),
      ],
      reason: `You get this e-mail because it was requested in an account at ${brand.name}.`,
    },
    cs: {
      subject: 'Potvrďte prosím svou novou e-mailovou adresu',
      preview: `Potom se v klubu ${brand.name} budete přihlašovat touto adresou.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`Chcete se v klubu ${brand.name} přihlašovat touto adresou. Potvrďte ji prosím:`),
        button('Potvrdit novou adresu', link),
        text(
          'Odkaz platí 48 hodin a lze ho použít jen jednou. Dokud ho nepoužijete, platí vaše dosavadní adresa.',
        ),
        text('Pokud jste o to nežádali, nemusíte dělat nic.'),
      ],
      reason: `Tento e-mail byl vyžádán z účtu v klubu ${brand.name}.`,
    },
  })[language];
