@echo off
rem Starts the station from the jars beside it. Needs Java 17 or newer and nothing else.
rem JAYBIT_OPTS: options for the JVM, for example -Xmx4g
setlocal EnableExtensions

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

set "VERSION="
for /f "tokens=3" %%v in ('"%JAVA%" -version 2^>^&1 ^| findstr /i /c:" version "') do if not defined VERSION set "VERSION=%%~v"
set "MAJOR=0"
for /f "delims=.-+ tokens=1" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 (
    echo jaybit: Java 17 or newer is needed; found "%VERSION%" at "%JAVA%". Set JAVA_HOME. 1>&2
    exit /b 2
)

set "OPTIONS=-Xmx1g -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8"
if %MAJOR% GEQ 24 set "OPTIONS=%OPTIONS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

"%JAVA%" %OPTIONS% %JAYBIT_OPTS% -cp "%~dp0..\lib\*" io.jaybit.station.cli.Main %*
exit /b %ERRORLEVEL%
