// A portal that has signed somebody in opens the page as /#token=…, a launch from a record as /#session=…: what follows # is
// not sent to any server. It is taken out of the address at once, lives in memory, and is gone with the page.

export function takeSecret() {
  const found = new URLSearchParams(location.hash.slice(1));
  if (!found.has("token") && !found.has("session")) return {};
  history.replaceState(null, "", location.pathname);
  return { token: found.get("token") || undefined, session: found.get("session") || undefined };
}
