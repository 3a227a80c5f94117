# Connects with ruby-pg for each line of input, a JSON object of `string`.
require "json"
require "pg"

$stdin.each_line do |line|
  answer =
    begin
      connection = PG.connect(JSON.parse(line)["string"])
      { ssl: connection.exec("select ssl from pg_stat_ssl where pid = pg_backend_pid()").getvalue(0, 0) == "t" }
    rescue StandardError => e
      { error: e.message }
    ensure
      connection&.close
    end
  puts JSON.generate(answer)
end
