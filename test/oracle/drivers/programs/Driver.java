import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.DriverManager;

/** Connects with JDBC for each line of input, a JSON object of `string`, in which nothing is escaped. */
public class Driver {
  public static void main(String[] arguments) throws Exception {
    var input = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = input.readLine()) != null; ) {
      var string = line.replaceAll("^.*\"string\":\"([^\"]*)\".*$", "$1");
      try (var connection = DriverManager.getConnection(string);
          var rows = connection.createStatement()
              .executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
        rows.next();
        System.out.println("{\"ssl\":" + rows.getBoolean(1) + "}");
      } catch (Exception error) {
        System.out.println("{\"error\":\"" + String.valueOf(error.getMessage()).replaceAll("[\"\\\\\n\t]", " ") + "\"}");
      }
    }
  }
}
