using System;

namespace Serilog
{
    public interface ILogger
    {
        void Information(string messageTemplate);
        void Information<T>(string messageTemplate, T propertyValue);
        void Warning(string messageTemplate);
        void Warning<T>(string messageTemplate, T propertyValue);
        void Error(string messageTemplate);
        void Error<T>(string messageTemplate, T propertyValue);
        void Error<T0, T1>(string messageTemplate, T0 propertyValue0, T1 propertyValue1);
        void Error(string messageTemplate, params object?[]? propertyValues);
        void Error(Exception? exception, string messageTemplate);
        void Error<T>(Exception? exception, string messageTemplate, T propertyValue);
        void Error(Exception? exception, string messageTemplate, params object?[]? propertyValues);
    }

    public static class Log
    {
        public static ILogger Logger { get; set; } = null!;
        public static void Error(string messageTemplate) { }
        public static void Error<T>(string messageTemplate, T propertyValue) { }
        public static void Error<T0, T1>(string messageTemplate, T0 propertyValue0, T1 propertyValue1) { }
        public static void Error(Exception? exception, string messageTemplate) { }
        public static void Error<T>(Exception? exception, string messageTemplate, T propertyValue) { }
        public static void Error(Exception? exception, string messageTemplate, params object?[]? propertyValues) { }
        public static void Fatal(string messageTemplate) { }
        public static void Fatal(Exception? exception, string messageTemplate) { }
    }
}
