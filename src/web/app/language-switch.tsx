import { Link } from '@tanstack/react-router'
import { keepLanguage, useSay } from '../language.tsx'

/** The other language, one click away; the choice is kept in this browser too. */
export const LanguageSwitch = () => {
  const { language } = useSay()
  const other = language === 'vi' ? 'en' : 'vi'
  return (
    <Link
      to="."
      search={(search) => ({ ...search, lang: other })}
      className="pick"
      lang={other}
      onClick={() => keepLanguage(other)}
      preload={false}
    >
      {other === 'vi' ? 'VI' : 'EN'}
      <span className="unseen">{other === 'vi' ? ', Tiếng Việt' : ', English'}</span>
    </Link>
  )
}
