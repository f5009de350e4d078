// Launch: starts Neo4j Community inside this process, for DeepSec.
// Copyright (C) 2026 the DeepSec authors
//
// This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License
// as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version.
// This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied warranty
// of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the GNU General Public License for more details:
// <https://www.gnu.org/licenses/>.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Arguments: HOME CONF_FILE. The first line of stdin is the password of the user neo4j on a new store, empty on a known one.
 * Prints READY once Bolt answers. Stops on SIGTERM, and on the end of stdin: so it never outlives the process that started it.
 */
class Launch {
    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var conf = Path.of(arguments[1]);
        var stdin = new BufferedReader(new InputStreamReader(System.in));

        var password = stdin.readLine();
        if (password == null) System.exit(0);
        if (!password.isEmpty()) {
            int exitCode = AdminTool.execute(new ExecutionContext(home, conf.getParent()), "dbms", "set-initial-password", password);
            if (exitCode != 0) System.exit(exitCode);
        }

        var neo4j = new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(conf).build();
        Runtime.getRuntime().addShutdownHook(new Thread(neo4j::shutdown));
        if (!neo4j.database("neo4j").isAvailable(60_000)) throw new IllegalStateException("the database neo4j did not start");
        System.out.println("READY");

        while (stdin.readLine() != null) { }
        System.exit(0);
    }
}
