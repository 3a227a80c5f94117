import type { Command } from "commander";

/** The shells for which there are scripts. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;

/** What a shell can complete of one command. */
interface Completed {
  /** Its words: of a command within another both, as `init client`. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly {
    readonly long: string;
    readonly description: string;
    readonly choices: readonly string[];
  }[];
  /** The words of its argument, where these are known; else it takes paths. */
  readonly words: readonly string[];
}

/**
 * A script that makes a shell complete the commands of a program, their options and the values of these.
 * @param words the words of commands whose arguments commander does not know.
 */
export function completionScript(
  program: Command,
  shell: (typeof shells)[number],
  words: Readonly<Record<string, readonly string[]>> = {},
): string {
  const completed = (command: Command, parent = ""): Completed => ({
    name: `${parent}${command.name()}`,
    description: firstSentence(command.description()),
    options: command.options.flatMap(({ long, description, argChoices = [] }) =>
      long ? [{ long, description: firstSentence(description), choices: argChoices }] : [],
    ),
    words: [
      ...command.commands.map((one) => one.name()),
      ...(words[command.name()] ?? command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices)),
    ],
  });
  const commands = program.commands.flatMap((command) => [
    ...command.commands.map((one) => completed(one, `${command.name()} `)),
    completed(command),
  ]);
  return { bash, zsh, fish, powershell }[shell](commands);
}

/** The commands that are not within another. */
function topmost(commands: readonly Completed[]): readonly Completed[] {
  return commands.filter(({ name }) => !name.includes(" "));
}

/** The commands that have others within. */
function groups(commands: readonly Completed[]): readonly Completed[] {
  return topmost(commands).filter((group) => commands.some(({ name }) => name.startsWith(`${group.name} `)));
}

function firstSentence(text: string): string {
  return (/^.*?(?=[.:;](?:\s|$)|$)/s.exec(text)?.[0] ?? text).replaceAll("'", "’");
}

function bash(commands: readonly Completed[]): string {
  const cases = commands.flatMap(({ name, options, words }) => [
    ...options
      .filter(({ choices }) => choices.length > 0)
      .map(
        ({ long, choices }) =>
          `    "${name} ${long}") COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$cur")); return ;;`,
      ),
    `    "${name} "*)
      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "${options.map(({ long }) => long).join(" ")} --help" -- "$cur"))
      else ${words.length > 0 ? `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$cur"))` : ":"}; fi ;;`,
  ]);
  return `# bash completion of pgssl: source <(pgssl completion bash)
_pgssl() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${topmost(commands)
      .map(({ name }) => name)
      .join(" ")} --help --version" -- "$cur"))
    return
  fi
  local command=\${COMP_WORDS[1]}
  case $command in ${groups(commands)
    .map(({ name }) => name)
    .join("|")}) ((COMP_CWORD > 2)) && command+=" \${COMP_WORDS[2]}" ;; esac
  case "$command $prev" in
${cases.join("\n")}
  esac
}
complete -o default -o bashdefault -F _pgssl pgssl
`;
}

function zsh(commands: readonly Completed[]): string {
  return `#compdef pgssl
# zsh completion of pgssl: source <(pgssl completion zsh)
autoload -U +X bashcompinit && bashcompinit
${bash(commands).split("\n").slice(1).join("\n")}`;
}

function fish(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ name, description, options, words }) => {
    const seen = name.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`);
    const inner = commands.flatMap((one) =>
      one.name.startsWith(`${name} `) ? [one.name.slice(name.length + 1)] : [],
    );
    const free = inner.length > 0 ? [`not __fish_seen_subcommand_from ${inner.join(" ")}`] : [];
    const within = `complete -c pgssl -n '${[...seen, ...free].join("; and ")}'`;
    return [
      ...(seen.length === 1
        ? [`complete -c pgssl -n __fish_use_subcommand -f -a ${name} -d '${description}'`]
        : []),
      ...options.map(
        ({ long, description, choices }) =>
          `${within} -l ${long.slice(2)} -d '${description}'${choices.length > 0 ? ` -x -a '${choices.join(" ")}'` : ""}`,
      ),
      ...(words.length > 0 ? [`${within} -f -a '${words.join(" ")}'`] : []),
    ];
  });
  return `# fish completion of pgssl: pgssl completion fish | source\n${lines.join("\n")}\n`;
}

function powershell(commands: readonly Completed[]): string {
  const rows = commands.map(({ name, options, words }) => {
    const values = options
      .filter(({ choices }) => choices.length > 0)
      .map(({ long, choices }) => `'${long}' = @(${quoted(choices)})`);
    const all = [...options.map(({ long }) => long), "--help", ...words];
    return `  '${name}' = @{ words = @(${quoted(all)}); values = @{${values.length > 0 ? ` ${values.join("; ")} ` : ""}} }`;
  });
  return `# PowerShell completion of pgssl: pgssl completion powershell | Out-String | Invoke-Expression
$pgsslCommands = @{
${rows.join("\n")}
}
Register-ArgumentCompleter -Native -CommandName pgssl -ScriptBlock {
  param($word, $ast, $position)
  $given = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { "$_" })
  $name = "$($given | Select-Object -First 2)"
  if (-not $pgsslCommands.ContainsKey($name)) { $name = "$($given | Select-Object -First 1)" }
  $words = if ($given.Count -eq 0) { @($pgsslCommands.Keys | Where-Object { -not $_.Contains(' ') }) + '--help' + '--version' }
    elseif (-not $pgsslCommands.ContainsKey($name)) { @() }
    elseif ($pgsslCommands[$name].values.ContainsKey($given[-1])) { $pgsslCommands[$name].values[$given[-1]] }
    else { $pgsslCommands[$name].words }
  $words | Where-Object { $_.StartsWith("$word") } | Sort-Object
}
`;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(", ");
}
