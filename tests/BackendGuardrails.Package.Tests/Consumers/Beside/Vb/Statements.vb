Imports System.Data.Common

''' <summary>Nothing is reported of code in Visual Basic, and the rules do not know what it does.</summary>
Public Class Statements
    Default Public ReadOnly Property Named(name As String) As String
        Get
            Return "SELECT * FROM Orders WHERE Name = '" & name & "'"
        End Get
    End Property

    Public Sub Run(command As DbCommand, Optional name As String = Nothing)
        command.CommandText = "DELETE FROM Orders WHERE Name = '" & name & "'"
        command.ExecuteNonQuery()
    End Sub
End Class
