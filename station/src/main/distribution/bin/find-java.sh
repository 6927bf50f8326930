# Read by others with ".": which Java is here? JAVA_HOME first, then the PATH.
#
# find_java sets  java          the program
#                 java_home     its folder; empty when unknown
#                 java_version  17.0.15 or the like
# or fails, with the reason in java_problem. It usually starts no process: a JDK says its version in a file.

find_java() {
    java_home=
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        if [ ! -x "$java" ]; then
            java_problem="there is no bin/java in JAVA_HOME ($JAVA_HOME)"
            return 1
        fi
        java_home=$JAVA_HOME
    else
        java=$(command -v java) || {
            java_problem="found neither java on the PATH nor JAVA_HOME"
            return 1
        }
        # macOS has a stand-in at /usr/bin/java; the real one is asked for like this.
        if [ "$java" = /usr/bin/java ] && [ -x /usr/libexec/java_home ]; then
            java_home=$(/usr/libexec/java_home -v 17+ 2>/dev/null) && java=$java_home/bin/java || java_home=
        else
            java_link=$java
            while [ -h "$java_link" ]; do
                java_target=$(readlink "$java_link")
                case $java_target in
                    /*) java_link=$java_target ;;
                    *) java_link=${java_link%/*}/$java_target ;;
                esac
            done
            java_home=${java_link%/bin/java}
        fi
    fi

    java_version=
    if [ -n "$java_home" ] && [ -r "$java_home/release" ]; then
        while IFS= read -r java_line; do
            case $java_line in
                JAVA_VERSION=*)
                    java_version=${java_line#*=}
                    java_version=${java_version#\"}
                    java_version=${java_version%\"}
                    ;;
            esac
        done <"$java_home/release"
    fi
    if [ -z "$java_version" ]; then
        java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
        [ -x "$java_home/bin/java" ] || java_home=
    fi

    java_major=${java_version%%[!0-9]*}
    if [ -z "$java_major" ]; then
        java_problem="$java does not tell its version"
        return 1
    fi
    if [ "$java_major" -lt 17 ]; then
        java_problem="found Java $java_version at $java"
        return 1
    fi
}
