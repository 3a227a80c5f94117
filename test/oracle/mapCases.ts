import { type ConnectionSetup, eachOf } from "./connectionSetup.ts";

/** Names of certificates, and maps that lead from them to roles. */
export const mapSetups: readonly ConnectionSetup[] = [
  {
    name: "DN",
    since: 14,
    hba: "hostssl all all all cert clientname=DN\n",
    clients: [
      { user: "CN=alice,OU=IT,O=Acme", cert: "organized" },
      { user: "O=Acme,OU=IT,CN=alice", cert: "organized" },
      { user: "alice", cert: "organized" },
      { user: "CN=alice,O=Acme\\, Inc.", cert: "with-comma" },
      { user: "CN=j\\C3\\BCrgen", cert: "umlaut" },
      { user: "CN=alice+UID=a1,O=Acme", cert: "joined-names" },
      { user: "O=Acme", cert: "nameless" },
      { user: "CN=alice", cert: "alice" },
    ],
  },
  {
    name: "DN by a map",
    since: 14,
    hba: 'hostssl all all all cert clientname=DN map="d"\n',
    ident: 'd "/^CN=([^,]*),OU=IT,O=Acme$" \\1\nd "CN=alice,O=Acme\\, Inc." carol\n',
    clients: [
      { user: "alice", cert: "organized" },
      { user: "carol", cert: "with-comma" },
      { user: "alice", cert: "alice" },
    ],
  },
  {
    name: "CN is written",
    since: 14,
    hba: "hostssl all all all cert clientname=CN\n",
    clients: eachOf("alice", "organized", "bob"),
  },
  {
    name: "map",
    hba: "hostssl all all all cert map=m\n",
    ident:
      'm bob carol\nm bob dave\nother alice alice\nm /^(.*)@example\\.com$ \\1\nm /^(.*)@example\\.org$ x\\1y\\1\nm "organized" all\nm nobody alice\n',
    clients: [
      ...eachOf("carol", "bob", "alice"),
      ...eachOf("dave", "bob"),
      ...eachOf("bob", "bob"),
      ...eachOf("alice", "alice", "mail", "other-mail"),
      ...eachOf("bob", "mail"),
      { user: "xaliceyalice", cert: "other-mail" },
      { user: "xalicey\\1", cert: "other-mail" },
      { user: "$&", cert: "dollar-mail" },
    ],
  },
  {
    name: "map with special words",
    hba: "hostssl all all all cert map=m\n",
    ident: 'm alice all\nm bob "all"\nm mail +postgres\nm /^jü /^x\nm postgres +postgres\n',
    clients: [
      ...eachOf("carol", "alice", "bob"),
      ...eachOf("all", "alice", "bob"),
      ...eachOf("xavier", "umlaut"),
      ...eachOf("/^x", "umlaut"),
      ...eachOf("postgres", "postgres"),
    ],
  },
  {
    name: "map to a role whose name starts with a plus sign",
    until: 15,
    hba: "hostssl all all all cert map=m\n",
    ident: "m postgres +postgres\n",
    clients: eachOf("+postgres", "postgres", "alice"),
  },
  {
    name: "map whose first line captures nothing",
    hba: "hostssl all all all cert map=m\n",
    ident: "m /^ali x\\1\nm alice alice\nm bob bob\nm /^b x\\1\n",
    clients: [...eachOf("alice", "alice"), ...eachOf("bob", "bob")],
  },
  {
    name: "map that is not there",
    hba: "hostssl all all all cert map=none\n",
    clients: eachOf("alice", "alice"),
  },
  { name: "empty map", hba: "hostssl all all all cert map=\n", clients: eachOf("alice", "alice", "bob") },
];
