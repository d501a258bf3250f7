/**
 * Query of the address the pages were opened with. What the provider of single sign-on sends people back with is taken
 * out of the address, and so out of the history, before anything else looks at it.
 */
export const openedWith = location.search

if (location.pathname === '/sso') history.replaceState(history.state, '', location.pathname)
